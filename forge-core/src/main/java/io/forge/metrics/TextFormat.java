package io.forge.metrics;

import java.util.Locale;

/** The formats in which Prometheus reads metrics. */
enum TextFormat {
    PLAIN("text/plain", "text/plain; version=0.0.4; charset=utf-8"),
    OPEN_METRICS("application/openmetrics-text", "application/openmetrics-text; version=1.0.0; charset=utf-8");

    private final String mediaType;
    private final String contentType;

    TextFormat(String mediaType, String contentType) {
        this.mediaType = mediaType;
        this.contentType = contentType;
    }

    /**
     * The one that a client prefers.
     *
     * @param accept its {@code Accept} header; empty where there is none
     */
    static TextFormat preferredBy(String accept) {
        double open = quality(accept, OPEN_METRICS.mediaType);
        return open > 0 && open >= quality(accept, PLAIN.mediaType) ? OPEN_METRICS : PLAIN;
    }

    /** How much a media type is wanted (RFC 9110, section 12.4.2); 0 where it is not named. */
    private static double quality(String accept, String mediaType) {
        double best = 0;
        for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = range.split(";", -1);
            if (parts[0].strip().equals(mediaType)) {
                best = Math.max(best, quality(parts));
            }
        }
        return best;
    }

    private static double quality(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("q=")) {
                try {
                    return Double.parseDouble(parameter.substring(2));
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 1;
    }

    String contentType() {
        return contentType;
    }
}
