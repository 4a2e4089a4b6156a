package io.forge.doctest;

/**
 * A link or an image in a document.
 *
 * @param line the line, from 1
 * @param target where it leads, as written
 */
record Link(int line, String target) {}
