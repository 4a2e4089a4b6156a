package io.forge.bench.study;

/**
 * A chart for a page.
 *
 * @param title what is written beneath it
 * @param svg the chart as text
 */
record Picture(String title, String svg) {}
