package io.forge.bench.study;

/** Keeps text from being read as elements of XML or HTML. */
final class Markup {

    private Markup() {}

    /** The text as it must stand between elements or in an attribute. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
