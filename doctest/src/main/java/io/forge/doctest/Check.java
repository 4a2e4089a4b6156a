package io.forge.doctest;

import java.util.List;

/** Finds one kind of untruth in a document without running anything. */
interface Check {

    List<Problem> problems(Document document);
}
