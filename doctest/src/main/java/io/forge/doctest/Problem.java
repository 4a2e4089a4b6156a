package io.forge.doctest;

import java.nio.file.Path;

/**
 * What is wrong at one place of a document.
 *
 * @param file the document, relative to the root of the repository
 * @param line the line, from 1
 * @param text what is wrong there, and what to do
 */
record Problem(Path file, int line, String text) {

    @Override
    public String toString() {
        return file + ":" + line + ": " + text;
    }
}
