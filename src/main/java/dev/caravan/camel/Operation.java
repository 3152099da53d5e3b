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
    extract,
    load,
    build,
    test,
    run,
    events
}
