package io.forge.documents;

/** Where the commands of a document are run. */
enum Place {
    REPOSITORY,
    DISTRIBUTION
}
