package io.forge.bench;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.forge.bench.Wrk.Question;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** The most that the machine gets out of the model: ONNX Runtime in a loop, on buffers that it reads and writes in place. */
final class ModelLoop {

    private static final int TOKENS = 16;
    private static final int WIDTH = 384;
    private static final int WARM_UP_SECONDS = 2;

    private ModelLoop() {}

    /**
     * One way to run the model.
     *
     * @param callers how many threads run it at once
     * @param batch how many items each run has
     * @param threads how many threads ONNX Runtime has for each run
     */
    record Way(int callers, int batch, int threads) {

        /** Items a second, in a JVM of its own with nothing beside it. */
        double itemsPerSecond(int seconds) throws IOException, InterruptedException {
            return itemsPerSecond(seconds, 0, 1);
        }

        /**
         * Items a second beside clients that get answers as often, of which none is computed.
         *
         * @param clients each sends the next request when it has its answer
         * @param rate answers a second
         */
        double itemsPerSecond(int seconds, int clients, double rate) throws IOException, InterruptedException {
            var command = new ArrayList<String>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(Server.FLAGS);
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), ModelLoop.class.getName()));
            for (long number : new long[] {callers, batch, threads, seconds, (long) (clients * 1e6 / rate)}) {
                command.add(Long.toString(number));
            }
            try (var server = Server.start("the loop", new ProcessBuilder(command))) {
                if (clients > 0) {
                    new Wrk(1, clients, seconds + WARM_UP_SECONDS, Question.model("canned")).run(server);
                }
                return Double.parseDouble(server.nextLine());
            }
        }
    }

    public static void main(String[] args) throws Exception {
        var way = new Way(Integer.parseInt(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        int seconds = Integer.parseInt(args[3]);
        System.out.println("http://127.0.0.1:" + new CannedServer(Long.parseLong(args[4])).start());
        var environment = OrtEnvironment.getEnvironment();
        var options = new SessionOptions();
        options.setIntraOpNumThreads(way.threads);
        options.setInterOpNumThreads(1);
        var session =
                environment.createSession(Models.FOLDER.resolve("minilm.onnx").toString(), options);
        var items = new LongAdder();
        for (int i = 0; i < way.callers; i++) {
            var caller = new Thread(() -> run(environment, session, way.batch, items));
            caller.setDaemon(true);
            caller.start();
        }
        TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
        long before = items.sum();
        long start = System.nanoTime();
        TimeUnit.SECONDS.sleep(seconds);
        System.out.println((items.sum() - before) * 1e9 / (System.nanoTime() - start));
        System.exit(0); // The callers never end.
    }

    private static void run(OrtEnvironment environment, OrtSession session, int batch, LongAdder items) {
        var ids = buffer(batch * TOKENS * Long.BYTES);
        var mask = buffer(batch * TOKENS * Long.BYTES);
        var types = buffer(batch * TOKENS * Long.BYTES);
        for (int i = 0; i < batch * TOKENS; i++) {
            ids.putLong(i * Long.BYTES, 1000 + 37L * (i % TOKENS));
            mask.putLong(i * Long.BYTES, 1);
        }
        var output = buffer(batch * TOKENS * WIDTH * Float.BYTES);
        long[] shape = {batch, TOKENS};
        try {
            while (true) {
                try (var first = tensor(environment, ids, shape, OnnxJavaType.INT64);
                        var second = tensor(environment, mask, shape, OnnxJavaType.INT64);
                        var third = tensor(environment, types, shape, OnnxJavaType.INT64);
                        var result =
                                tensor(environment, output, new long[] {batch, TOKENS, WIDTH}, OnnxJavaType.FLOAT)) {
                    session.run(
                                    Map.of("input_ids", first, "attention_mask", second, "token_type_ids", third),
                                    Set.of(),
                                    Map.of("last_hidden_state", result))
                            .close();
                }
                items.add(batch);
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static OnnxTensor tensor(OrtEnvironment environment, ByteBuffer bytes, long[] shape, OnnxJavaType type)
            throws OrtException {
        return OnnxTensor.createTensor(environment, bytes, shape, type);
    }
}
