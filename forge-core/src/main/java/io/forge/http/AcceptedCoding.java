package io.forge.http;

import io.undertow.util.HeaderValues;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The content coding that a client prefers to none.
 *
 * @param coding the one of highest weight; gzip where both have the same
 * @param only whether the client refuses an answer that is not coded
 */
record AcceptedCoding(ContentCoding coding, boolean only) {

    private static final Pattern ELEMENT =
            Pattern.compile("([^ \\t;]+)[ \\t]*(?:;[ \\t]*[qQ]=(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?))?");

    /** The least weight but none: that of an answer without coding, where nothing is said of it. */
    private static final int LEAST = 1;

    private static final int MOST = 1_000;

    /** Reads {@code Accept-Encoding} (RFC 9110, section 12.5.3); none where its client prefers an answer without coding. */
    static Optional<AcceptedCoding> preferred(HeaderValues acceptEncoding) {
        var weights = new Weights();
        for (String line : acceptEncoding) {
            for (String element : line.split(",", -1)) {
                weights.read(element.strip());
            }
        }
        return weights.preferred();
    }

    /** In thousandths; negative where nothing is said. */
    private static final class Weights {

        private int gzip = -1;
        private int deflate = -1;
        private int identity = -1;
        private int any = -1;

        /** What is malformed is skipped. */
        private void read(String element) {
            var matcher = ELEMENT.matcher(element);
            if (!matcher.matches()) {
                return;
            }
            String name = matcher.group(1);
            int weight = matcher.group(2) == null ? MOST : thousandths(matcher.group(2));
            if (ContentCoding.GZIP.isCalled(name)) {
                gzip = weight;
            } else if (ContentCoding.DEFLATE.isCalled(name)) {
                deflate = weight;
            } else if (name.equalsIgnoreCase(ContentCoding.NONE)) {
                identity = weight;
            } else if (name.equals("*")) {
                any = weight;
            }
        }

        private static int thousandths(String weight) {
            return (int) Math.round(Double.parseDouble(weight) * MOST);
        }

        private Optional<AcceptedCoding> preferred() {
            int ofGzip = gzip < 0 ? any : gzip;
            int ofDeflate = deflate < 0 ? any : deflate;
            int best = Math.max(ofGzip, ofDeflate);
            // The asterisk raises no answer without coding above others, but may refuse it.
            int ofNone = identity < 0 ? Math.min(LEAST, any < 0 ? LEAST : any) : identity;
            if (best <= 0 || best < ofNone) {
                return Optional.empty();
            }
            var coding = ofDeflate > ofGzip ? ContentCoding.DEFLATE : ContentCoding.GZIP;
            return Optional.of(new AcceptedCoding(coding, ofNone == 0));
        }
    }
}
