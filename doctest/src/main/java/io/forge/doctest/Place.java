package io.forge.doctest;

/** Where the commands of a document are run. */
enum Place {
    REPOSITORY,
    DISTRIBUTION
}
