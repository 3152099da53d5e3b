package dev.caravan.camel;

/** What an endpoint does, named by its path. */
enum Operation {
    batch,
    rows,
    commit,
    inbox,
    file,
    refuse,
    migrate,
    load,
    build,
    test,
    run
}
