package io.forge.bench.study;

import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Text for people, plain but for code between backticks.
 *
 * @param text as it was written
 */
record Prose(String text) {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern MEANT_BY_MARKDOWN = Pattern.compile("[\\\\`*_~\\[<&]");

    /** As Markdown that shows every other character as itself. */
    String markdown() {
        return render(plain -> MEANT_BY_MARKDOWN.matcher(plain).replaceAll("\\\\$0"), code -> "`" + code + "`");
    }

    /** As HTML. */
    String html() {
        return render(Markup::escape, code -> "<code>" + Markup.escape(code) + "</code>");
    }

    private String render(UnaryOperator<String> plain, UnaryOperator<String> code) {
        var rendered = new StringBuilder();
        int end = 0;
        for (MatchResult found : CODE.matcher(text).results().toList()) {
            rendered.append(plain.apply(text.substring(end, found.start())));
            rendered.append(code.apply(found.group(1)));
            end = found.end();
        }
        return rendered.append(plain.apply(text.substring(end))).toString();
    }
}
