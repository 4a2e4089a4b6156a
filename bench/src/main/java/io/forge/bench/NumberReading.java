package io.forge.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.forge.json.InferenceJson;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.StringJoiner;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads the same request as a tensor, and with Jackson's parser alone, in turns; prints a line for each round. */
final class NumberReading {

    private static final int NUMBERS = 100_000;
    private static final int WARM_UP = 200;
    private static final int TIMES = 50;
    private static final double MILLI = 1e6;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final byte[] request = request();
    private final InferenceJson format = new InferenceJson(64 << 20);
    private final JsonFactory jackson = new JsonFactory();

    private NumberReading() {}

    public static void main(String[] args) {
        var reading = new NumberReading();
        reading.tensorNanos(WARM_UP);
        reading.jacksonNanos(WARM_UP);
        for (int round = 1; round <= Integer.parseInt(args[0]); round++) {
            boolean inOrder = round % 2 == 1;
            double first = inOrder ? reading.tensorNanos(TIMES) : reading.jacksonNanos(TIMES);
            double second = inOrder ? reading.jacksonNanos(TIMES) : reading.tensorNanos(TIMES);
            double tensor = inOrder ? first : second;
            double parser = inOrder ? second : first;
            System.out.printf(
                    "tensor %.2f ms, Jackson %.2f ms, ratio %.3f%n", tensor / MILLI, parser / MILLI, tensor / parser);
        }
    }

    private static byte[] request() {
        var numbers = new Random(1);
        var data = new StringJoiner(",", "[", "]");
        for (int i = 0; i < NUMBERS; i++) {
            data.add(Float.toString((float) numbers.nextGaussian()));
        }
        return "{\"inputs\":[{\"name\":\"input\",\"shape\":[%s],\"datatype\":\"FP32\",\"data\":%s}]}"
                .formatted(NUMBERS, data)
                .getBytes(US_ASCII);
    }

    private double tensorNanos(int times) {
        long before = THREADS.getCurrentThreadCpuTime();
        long elements = 0;
        for (int i = 0; i < times; i++) {
            var inputs = format.read(ByteBuffer.wrap(request), request.length).inputs();
            elements += inputs.get("input").shape().elements();
        }
        return perTime(before, times, elements);
    }

    private double jacksonNanos(int times) {
        long before = THREADS.getCurrentThreadCpuTime();
        long elements = 0;
        for (int i = 0; i < times; i++) {
            elements += readWithJackson();
        }
        return perTime(before, times, elements);
    }

    private int readWithJackson() {
        var values = new float[NUMBERS];
        int count = 0;
        try (var parser = jackson.createParser(ObjectReadContext.empty(), request)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_NUMBER_FLOAT) {
                    values[count++] = parser.getFloatValue();
                }
            }
        }
        return values.length;
    }

    private static double perTime(long before, int times, long elements) {
        if (elements != (long) NUMBERS * times) {
            throw new IllegalStateException("Not every number was read");
        }
        return (double) (THREADS.getCurrentThreadCpuTime() - before) / times;
    }
}
