package io.forge.http.v2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.forge.http.v2.RandomTensors.Values;
import io.forge.http.v2.RequestWriter.Sent;
import io.forge.tensor.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Changes valid requests at random; a character stands for a byte. */
final class RequestMutator {

    private static final Pattern NUMBER = Pattern.compile("-?\\d[\\d.eE+-]*");
    private static final Pattern STRING = Pattern.compile("\"[^\"]*\"");

    /** 99 characters and then pairs: a message that is cut after 100 has half of one. */
    private static final String PAIRS = "a".repeat(99) + "\uD83D\uDE00".repeat(50);

    private static final List<String> NUMBERS = bytes(
            "0",
            "-0",
            "1",
            "-1",
            "7",
            "255",
            "256",
            "65536",
            "2147483647",
            "2147483648",
            "4294967296",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "18446744073709551615",
            "18446744073709551616",
            "1.0",
            "0.5",
            "-1.5",
            "1e3",
            "1E400",
            "-1e400",
            "1e-400",
            "1e999999999",
            "1e-999999999",
            "1e99999999999999999999",
            "9".repeat(1_000),
            "9".repeat(1_001),
            "-" + "9".repeat(1_000),
            "0." + "3".repeat(900),
            "0." + "3".repeat(2_000),
            "1" + "0".repeat(400) + "e-400",
            "NaN",
            "-Infinity",
            "INF",
            "01",
            "+1",
            ".5",
            "1.",
            "1e",
            "-",
            "0x1F",
            "true",
            "null",
            "\"1\"",
            "[]",
            "{}",
            "[[1]]");

    private static final List<String> STRINGS = bytes(
            "",
            "x",
            "data",
            "shape",
            "datatype",
            "name",
            "inputs",
            "outputs",
            "parameters",
            "binary_data_size",
            "binary_data",
            "binary_data_output",
            "shared_memory_region",
            "classification",
            "triton_x",
            "FP32",
            "BYTES",
            "UINT64",
            "fp32",
            PAIRS,
            "a".repeat(1_024),
            "a".repeat(1_025),
            "\u00E9".repeat(1_024),
            "\uD83D\uDE00".repeat(1_000),
            "\\u0000",
            "\\uD83D",
            "\\uD83D\\uDE00",
            "\\x",
            "%s%n",
            "\u2028",
            "\uD836\uDC00");

    private static final List<String> WORDS = bytes(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            " ",
            "\n",
            "\0",
            "null",
            "true",
            "tru",
            "NaN",
            "-",
            "1",
            ",1",
            ",[1]",
            "[".repeat(300),
            "{\"a\":".repeat(300),
            "\"a\":1,",
            "/* */",
            "// ",
            "# ",
            "'x'",
            "\uFEFF",
            "\u00E9",
            "\u00A0",
            "\uD83D\uDE00",
            "\uD836\uDC00",
            "\uD837\uDC00",
            PAIRS,
            "\"data\":[1],",
            "\"data\":null,",
            "\"shape\":[0],",
            "\"shape\":[9223372036854775807],",
            "\"shape\":[0,9223372036854775807],",
            "\"shape\":[2147483647,4],",
            "\"datatype\":\"BYTES\",",
            "\"datatype\":\"FP16\",",
            "\"name\":\"x\",",
            "\"id\":\"%s\",".formatted(PAIRS),
            "\"%s\":1,".formatted(PAIRS),
            "\"parameters\":{\"binary_data_size\":4},",
            "\"parameters\":{\"a\":{}},",
            "\"parameters\":{\"%s\":{}},".formatted(PAIRS),
            "\"parameters\":null,",
            "\"outputs\":[{\"name\":\"x\"}],",
            "\"outputs\":[{\"name\":\"%s\"}],".formatted(PAIRS),
            "\"classification\":1,");

    private static final List<String> LENGTHS = List.of(
            "0",
            "-1",
            "1",
            "2",
            "00",
            "01",
            "1.0",
            "1e2",
            "+1",
            "x",
            "",
            " ",
            "1 1",
            "1,1",
            "2147483647",
            "2147483648",
            "4294967297",
            "9999999999",
            "10000000000",
            "9223372036854775808",
            "9".repeat(300));

    private static final List<Mutated> VALID = valid();

    private final SplittableRandom random;

    RequestMutator(SplittableRandom random) {
        this.random = random;
    }

    /**
     * A request that may be anything.
     *
     * @param length what the header says that the JSON has; empty: there is no such header
     */
    record Mutated(String json, String binary, String length) {

        byte[] body() {
            return (json + binary).getBytes(ISO_8859_1);
        }

        String headers() {
            return length.isEmpty() ? "" : "Inference-Header-Content-Length: %s\r\n".formatted(length);
        }

        @Override
        public String toString() {
            return headers() + json + binary;
        }
    }

    private static List<String> bytes(String... texts) {
        return List.of(texts).stream().map(RequestMutator::bytes).toList();
    }

    private static String bytes(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    /** Each datatype in each form, written in many ways, and what else a request may say. */
    static List<Mutated> valid() {
        var valid = new ArrayList<Mutated>();
        for (DataType type : DataType.values()) {
            for (int seed = 0; seed < 8; seed++) {
                var random = new SplittableRandom(seed);
                var tensors = new RandomTensors(random);
                var inputs = new ArrayList<Sent>();
                for (String name : tensors.names(random.nextInt(1, 4))) {
                    boolean binary = random.nextBoolean();
                    inputs.add(new Sent(name, tensors.next(type, Values.JSON), binary, random.nextBoolean()));
                }
                var request = new RequestWriter(random).write(inputs);
                valid.add(new Mutated(
                        new String(request.json(), ISO_8859_1),
                        new String(request.binary(), ISO_8859_1),
                        String.valueOf(request.json().length)));
            }
        }
        String all =
                "{'id':'7','model_name':'echo','model_version':'1','parameters':{'sequence_id':7,'sequence_start':true,"
                        + "'priority':1,'a':'b','c':1.5,'d':null,'binary_data_output':false},'inputs':[{'name':'x','shape':[2],"
                        + "'datatype':'INT8','parameters':{'a':1},'data':[1,2]}],'outputs':[{'name':'x','parameters':{'binary_data':true}}]}";
        valid.add(new Mutated(all.replace('\'', '"'), "", ""));
        valid.add(new Mutated("{\"inputs\":[]}", "", ""));
        return valid;
    }

    Mutated next() {
        var valid = VALID.get(random.nextInt(VALID.size()));
        String json = valid.json;
        String binary = valid.binary;
        for (int left = random.nextInt(1, 4); left > 0; left--) {
            switch (random.nextInt(5)) {
                case 0 -> json = anywhere(json);
                case 1 -> binary = anywhere(binary);
                default -> json = inJson(json);
            }
        }
        return new Mutated(json, binary, length(valid, json, binary));
    }

    /** Mostly right, so that what stands in the JSON is looked at. */
    private String length(Mutated valid, String json, String binary) {
        return switch (random.nextInt(12)) {
            case 0 -> one(LENGTHS);
            case 1 -> valid.length;
            case 2 -> "";
            case 3 -> String.valueOf(random.nextInt(json.length() + binary.length() + 2));
            default -> binary.isEmpty() && random.nextBoolean() ? "" : String.valueOf(json.length());
        };
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String anywhere(String bytes) {
        int from = random.nextInt(bytes.length() + 1);
        int to = Math.min(bytes.length(), from + random.nextInt(1, 1 << random.nextInt(1, 8)));
        String before = bytes.substring(0, from);
        String range = bytes.substring(from, to);
        String after = bytes.substring(to);
        return switch (random.nextInt(7)) {
            case 0 -> before + after;
            case 1 -> before + range + range + after;
            case 2 -> before + range + random(random.nextInt(1, 9)) + after;
            case 3 -> before + random(range.length()) + after;
            case 4 -> before + flipped(range) + after;
            case 5 -> swapped(before, range, after);
            default -> before;
        };
    }

    private String random(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return new String(bytes, ISO_8859_1);
    }

    private String flipped(String range) {
        return range.isEmpty() ? range : (char) (range.charAt(0) ^ 1 << random.nextInt(8)) + range.substring(1);
    }

    private String swapped(String before, String range, String after) {
        int end = random.nextInt(after.length() + 1);
        int start = random.nextInt(end + 1);
        return before + after.substring(start, end) + after.substring(0, start) + range + after.substring(end);
    }

    private String inJson(String json) {
        return switch (random.nextInt(6)) {
            case 0, 1 -> replaced(json, NUMBER, one(NUMBERS));
            case 2, 3 -> replaced(json, STRING, "\"%s\"".formatted(one(STRINGS)));
            case 4 -> {
                int at = random.nextInt(json.length() + 1);
                yield json.substring(0, at) + one(WORDS) + json.substring(at);
            }
            default -> deepened(json);
        };
    }

    private String replaced(String json, Pattern what, String by) {
        List<MatchResult> found = what.matcher(json).results().toList();
        if (found.isEmpty()) {
            return json + by;
        }
        var at = found.get(random.nextInt(found.size()));
        return json.substring(0, at.start()) + by + json.substring(at.end());
    }

    /** More lists around a list. */
    private String deepened(String json) {
        int start = json.indexOf('[', random.nextInt(json.length() + 1));
        if (start < 0) {
            return json + "[";
        }
        int end = start;
        int depth = 0;
        do {
            char c = json.charAt(end++);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
        } while (depth > 0 && end < json.length());
        int[] levels = {1, 1, 2, 3, 33, 60, 2_000};
        int more = levels[random.nextInt(levels.length)];
        return json.substring(0, start)
                + "[".repeat(more)
                + json.substring(start, end)
                + "]".repeat(more)
                + json.substring(end);
    }
}
