package io.forge.doctest;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a document says that commands print.
 *
 * <p>{@code …} stands for anything within a line and, alone on a line, for any lines. What differs each time need not be
 * written so: the {@code callId} of a problem, and how long a server took to be ready. White space between the words of
 * JSON does not count.
 */
final class ExpectedOutput {

    private static final String ANYTHING = "…";
    private static final Pattern JSON_STRING_OR_SPACE = Pattern.compile("(\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\")|\\s+");
    private static final Pattern CALL_ID = Pattern.compile("(\"callId\":\\s*\")[0-9a-f]{16}\"");
    private static final Pattern READY = Pattern.compile("(?m)^(ready in) [0-9.]+ s$");

    private final boolean isJson;
    private final Pattern expected;

    ExpectedOutput(Block block) {
        isJson = block.language().equals("json");
        expected = pattern(comparable(block.text()));
    }

    boolean matches(String printed) {
        return expected.matcher(comparable(printed)).matches();
    }

    private String comparable(String text) {
        String essential = isJson ? JSON_STRING_OR_SPACE.matcher(text).replaceAll("$1") : text.stripTrailing();
        String sameId = CALL_ID.matcher(essential).replaceAll("$1id\"");
        return READY.matcher(sameId).replaceAll("$1 0 s");
    }

    private static Pattern pattern(String text) {
        List<String> lines = Arrays.asList(text.split("\n", -1));
        String pattern = lines.stream()
                .map(line -> line.equals(ANYTHING) ? "(?s:.*)" : linePattern(line))
                .collect(Collectors.joining("\n"));
        return Pattern.compile(pattern);
    }

    private static String linePattern(String line) {
        return Arrays.stream(line.split(ANYTHING, -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    }
}
