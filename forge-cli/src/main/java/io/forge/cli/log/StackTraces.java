package io.forge.cli.log;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import org.jspecify.annotations.Nullable;

/** Writes an exception as Java does, but so that its message stays on one line. */
final class StackTraces {

    private static final String INDENT = "\t";

    private StackTraces() {}

    /** Appends an exception with its causes, every line ended with a line feed. */
    static void append(StringBuilder lines, IThrowableProxy exception) {
        append(lines, exception, "", "");
    }

    private static void append(StringBuilder lines, IThrowableProxy exception, String caption, String indent) {
        String title = caption;
        for (@Nullable IThrowableProxy next = exception; next != null; next = next.getCause()) {
            appendOne(lines, next, title, indent);
            title = "Caused by: ";
        }
    }

    private static void appendOne(StringBuilder lines, IThrowableProxy exception, String caption, String indent) {
        lines.append(indent).append(caption);
        if (exception.isCyclic()) {
            lines.append("seen above: ");
        }
        appendHead(lines, exception);
        lines.append('\n');
        StackTraceElementProxy[] frames = exception.getStackTraceElementProxyArray();
        for (int i = 0; i < frames.length - exception.getCommonFrames(); i++) {
            lines.append(indent).append(INDENT);
            Printable.append(lines, frames[i].getSTEAsString());
            lines.append('\n');
        }
        if (exception.getCommonFrames() > 0) {
            lines.append(indent)
                    .append(INDENT)
                    .append("... ")
                    .append(exception.getCommonFrames())
                    .append(" common frames\n");
        }
        for (var suppressed : exception.getSuppressed()) {
            append(lines, suppressed, "Suppressed: ", indent + INDENT);
        }
    }

    private static void appendHead(StringBuilder lines, IThrowableProxy exception) {
        if (exception.getOverridingMessage() != null) {
            Printable.append(lines, exception.getOverridingMessage());
            return;
        }
        Printable.append(lines, exception.getClassName());
        if (exception.getMessage() != null) {
            lines.append(": ");
            Printable.append(lines, exception.getMessage());
        }
    }
}
