package io.forge.api;

/**
 * Tells whether a text is a media type (RFC 9110, section 8.3.1).
 *
 * <p>In one pass and with nothing looked up or remembered, as every {@link Content} is checked.
 */
final class MediaTypeSyntax {

    private static final String TOKEN_SIGNS = "!#$%&'*+-.^_`|~";
    private static final int MAX_SHOWN = 100;

    private final String text;
    private int at;

    private MediaTypeSyntax(String text) {
        this.text = text;
    }

    /**
     * The text, if it is a media type.
     *
     * @throws IllegalArgumentException if it is none; the message shows it
     */
    static String check(String text) {
        if (!new MediaTypeSyntax(text).isMediaType()) {
            throw new IllegalArgumentException(
                    "'%s' is not a media type: write type/subtype and perhaps parameters, such as image/png or text/plain; charset=utf-8"
                            .formatted(shown(text)));
        }
        return text;
    }

    /** A line break in a message would look like one of the log. */
    private static String shown(String text) {
        String start = text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
        return start.replaceAll("\\p{Cntrl}", "?");
    }

    private boolean isMediaType() {
        return skipsToken() && skips('/') && skipsToken() && skipsParameters();
    }

    private boolean skipsParameters() {
        while (at < text.length()) {
            skipSpace();
            if (!skips(';')) {
                return false;
            }
            skipSpace();
            boolean isEmpty = at == text.length() || text.charAt(at) == ';';
            if (!isEmpty && !(skipsToken() && skips('=') && skipsValue())) {
                return false;
            }
        }
        return true;
    }

    private boolean skipsValue() {
        return skips('"') ? skipsRestOfQuoted() : skipsToken();
    }

    private boolean skipsRestOfQuoted() {
        while (at < text.length()) {
            char next = text.charAt(at++);
            if (next == '"') {
                return true;
            }
            boolean isEscape = next == '\\' && at < text.length();
            if (!isText(isEscape ? text.charAt(at++) : next)) {
                return false;
            }
        }
        return false;
    }

    /** What may stand between quotes: all that is visible, and space. */
    private static boolean isText(char sign) {
        return sign == '\t' || (sign >= ' ' && sign != 0x7F && sign <= 0xFF);
    }

    private boolean skipsToken() {
        int start = at;
        while (at < text.length() && isOfToken(text.charAt(at))) {
            at++;
        }
        return at > start;
    }

    private static boolean isOfToken(char sign) {
        return (sign >= 'a' && sign <= 'z')
                || (sign >= 'A' && sign <= 'Z')
                || (sign >= '0' && sign <= '9')
                || TOKEN_SIGNS.indexOf(sign) >= 0;
    }

    private boolean skips(char sign) {
        boolean isHere = at < text.length() && text.charAt(at) == sign;
        at += isHere ? 1 : 0;
        return isHere;
    }

    private void skipSpace() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }
}
