package io.forge.http;

import io.forge.runtime.BatchReport;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;

/**
 * {@code Forge-Batch}: in what batch a call was answered, how long it waited for it, and why the batch was sent as it was.
 *
 * <p>Of the request it is a boolean, of the answer a dictionary (RFC 9651, sections 3.3.6 and 3.2), with times in
 * milliseconds: {@code size=7, wait=1.8, run=12.0, reason=full}.
 */
final class BatchHeader {

    private static final String NAME = "Forge-Batch";
    private static final HttpString HEADER = HttpString.tryFromString(NAME);
    private static final String TRUE = "?1";
    private static final int NANOS_PER_TENTH = 100_000;

    private BatchHeader() {}

    /** The answer, with the header where the client or the operator wants it. */
    static Reply on(Reply reply, BatchReport report, HttpServerExchange exchange) {
        if (report.items() == 0 || !(report.isForEverybody() || isAsked(exchange))) {
            return reply;
        }
        return reply.adding(NAME, text(report));
    }

    private static boolean isAsked(HttpServerExchange exchange) {
        String asked = exchange.getRequestHeaders().getFirst(HEADER);
        return asked != null && asked.strip().equals(TRUE);
    }

    private static String text(BatchReport report) {
        return "size=" + report.items() + ", wait=" + millis(report.waited()) + ", run=" + millis(report.ran())
                + ", reason=" + report.reasonToken();
    }

    /** A decimal of one digit, as no locale writes it otherwise. */
    static String millis(long nanos) {
        long tenths = (nanos + NANOS_PER_TENTH / 2) / NANOS_PER_TENTH;
        return tenths / 10 + "." + tenths % 10;
    }
}
