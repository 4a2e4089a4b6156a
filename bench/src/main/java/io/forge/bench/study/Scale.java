package io.forge.bench.study;

import java.util.List;

/**
 * Where the values of an axis lie in a picture.
 *
 * @param spacing how they are spaced
 * @param ticks which of them are marked
 * @param places what the spacing makes of the first value and the last
 * @param pixels where these two lie
 */
record Scale(Spacing spacing, List<Double> ticks, Interval places, Interval pixels) {

    /** Where a value is drawn. */
    double at(double value) {
        return pixels.from() + pixels.length() * (spacing.place(value) - places.from()) / places.length();
    }
}
