package dev.caravan.camel;

/** What an endpoint does, named by its path. */
enum Operation {
    batch,
    rows,
    commit,
    file,
    refuse,
    migrate,
    load,
    build,
    test,
    run
}
