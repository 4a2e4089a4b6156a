package io.forge;

/** What is made of something at the start that is probably a mistake. */
enum Severity {
    WARNING,
    ERROR
}
