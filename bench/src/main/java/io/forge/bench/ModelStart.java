package io.forge.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures how long the distribution takes from its start to the first answer of a model, but for its first start. */
final class ModelStart implements Part {

    private static final double MOST_MILLIS = 1_500;

    private static final String MODEL = "minilm.onnx";

    private final int starts;

    ModelStart(Options options) {
        starts = options.forks() * options.rounds();
    }

    @Override
    public List<Figure> measure() throws IOException, InterruptedException {
        try (var installation = Installation.makeWithModels(Path.of("..").toRealPath())) {
            installation.warm();
            var models = installation.newFolder("models");
            Files.copy(Models.FOLDER.resolve(MODEL), models.resolve(MODEL));
            var plain = new ArrayList<Double>();
            var checked = new ArrayList<Double>();
            for (int i = 0; i <= starts; i++) {
                double one = millis(installation, models);
                double other = millis(installation, Models.FOLDER);
                if (i > 0) {
                    plain.add(one);
                    checked.add(other);
                }
            }
            return List.of(
                    Figure.medianAtMost(
                                    "ms from exec to the first answer of the model",
                                    "%,.0f",
                                    Spread.of(plain),
                                    MOST_MILLIS)
                            .aimedAt("800"),
                    Figure.told(
                            "the same, where model.yaml has a checksum of the file",
                            "median " + Spread.of(checked).in("%,.0f")));
        }
    }

    private static double millis(Installation installation, Path models) throws IOException, InterruptedException {
        var arguments = List.of(
                "--handlers",
                "onnx",
                "--plugins",
                installation.plugins().toString(),
                "--models",
                models.toAbsolutePath().toString());
        return installation.millisToFirstAnswer(Installation.Cache.ON, arguments, request());
    }

    private static byte[] request() {
        String json =
                "{\"inputs\":[%s,%s,%s],\"outputs\":[{\"name\":\"last_hidden_state\",\"parameters\":{\"binary_data\":true}}]}"
                        .formatted(input("input_ids"), input("attention_mask"), input("token_type_ids"));
        String head =
                """
                POST /v2/models/minilm/infer HTTP/1.1
                Host: localhost
                Connection: close
                Inference-Header-Content-Length: %d
                Content-Length: %d

                """.formatted(json.length(), json.length() + 3 * Long.BYTES).replace("\n", "\r\n");
        var request = new ByteArrayOutputStream();
        request.writeBytes(head.getBytes(US_ASCII));
        request.writeBytes(json.getBytes(UTF_8));
        request.writeBytes(ByteBuffer.allocate(3 * Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(101)
                .putLong(1)
                .putLong(0)
                .array());
        return request.toByteArray();
    }

    private static String input(String name) {
        return "{\"name\":\"%s\",\"shape\":[1,1],\"datatype\":\"INT64\",\"parameters\":{\"binary_data_size\":8}}"
                .formatted(name);
    }
}
