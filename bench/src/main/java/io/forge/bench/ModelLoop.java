package io.forge.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.Scanner;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The most that the machine gets out of the model: ONNX Runtime in a loop, on buffers that it reads and writes in place. In a JVM
 * of its own, which rests until it is told to go on for some seconds.
 */
final class ModelLoop implements AutoCloseable {

    private static final int TOKENS = 16;
    private static final int WIDTH = 384;
    private static final int WARM_UP_SECONDS = 2;

    private final Server process;

    private ModelLoop(Server process) {
        this.process = process;
    }

    /**
     * One way to run the model.
     *
     * @param callers how many threads run it at once
     * @param batch how many items each run has
     * @param threads how many threads ONNX Runtime has for each run
     */
    record Way(int callers, int batch, int threads) {

        /**
         * Starts the loop and warms it up.
         *
         * @param answerMicros after how long clients beside it get an answer, which nothing computes
         */
        ModelLoop start(long answerMicros) throws IOException {
            var command = new ArrayList<String>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(Server.FLAGS);
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), ModelLoop.class.getName()));
            for (long number : new long[] {callers, batch, threads, answerMicros}) {
                command.add(Long.toString(number));
            }
            var loop = new ModelLoop(Server.start("the loop", new ProcessBuilder(command)));
            loop.itemsPerSecond(WARM_UP_SECONDS);
            return loop;
        }
    }

    /** Items a second, with nothing beside it. */
    double itemsPerSecond(int seconds) throws IOException {
        process.tell(Integer.toString(seconds));
        return Double.parseDouble(process.nextLine());
    }

    /** Items a second beside clients, each of which sends the next request when it has its answer. */
    double itemsPerSecond(int seconds, int clients) throws IOException, InterruptedException {
        process.tell(Integer.toString(seconds));
        new Wrk(1, clients, seconds, Question.model("canned")).run(process);
        return Double.parseDouble(process.nextLine());
    }

    @Override
    public void close() {
        process.close();
    }

    public static void main(String[] args) throws Exception {
        var way = new Way(Integer.parseInt(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        var environment = OrtEnvironment.getEnvironment();
        var options = new SessionOptions();
        options.setIntraOpNumThreads(way.threads);
        options.setInterOpNumThreads(1);
        var session =
                environment.createSession(Models.FOLDER.resolve("minilm.onnx").toString(), options);
        System.out.println("http://127.0.0.1:" + new CannedServer(Long.parseLong(args[3])).start());
        var callers = new ArrayList<Caller>();
        for (int i = 0; i < way.callers; i++) {
            callers.add(new Caller(environment, session, way.batch));
        }
        var threads = Executors.newFixedThreadPool(way.callers);
        var orders = new Scanner(System.in, UTF_8);
        while (orders.hasNextLine()) {
            long nanos = TimeUnit.SECONDS.toNanos(Long.parseLong(orders.nextLine()));
            double rate = 0;
            for (var running : threads.invokeAll(
                    callers.stream().map(caller -> caller.during(nanos)).toList())) {
                rate += running.get();
            }
            System.out.println(rate);
        }
        System.exit(0);
    }

    /** One thread's buffers. */
    private static final class Caller {

        private final OrtEnvironment environment;
        private final OrtSession session;
        private final int batch;
        private final long[] shape;
        private final ByteBuffer ids;
        private final ByteBuffer mask;
        private final ByteBuffer types;
        private final ByteBuffer output;

        private Caller(OrtEnvironment environment, OrtSession session, int batch) {
            this.environment = environment;
            this.session = session;
            this.batch = batch;
            this.shape = new long[] {batch, TOKENS};
            this.ids = buffer(batch * TOKENS * Long.BYTES);
            this.mask = buffer(batch * TOKENS * Long.BYTES);
            this.types = buffer(batch * TOKENS * Long.BYTES);
            this.output = buffer(batch * TOKENS * WIDTH * Float.BYTES);
            for (int i = 0; i < batch * TOKENS; i++) {
                ids.putLong(i * Long.BYTES, 1000 + 37L * (i % TOKENS));
                mask.putLong(i * Long.BYTES, 1);
            }
        }

        /** Runs for so long; items a second. */
        private Callable<Double> during(long nanos) {
            return () -> {
                long start = System.nanoTime();
                long items = 0;
                long now;
                do {
                    run();
                    items += batch;
                    now = System.nanoTime();
                } while (now - start < nanos);
                return items * 1e9 / (now - start);
            };
        }

        private void run() throws OrtException {
            try (var first = tensor(ids, shape, OnnxJavaType.INT64);
                    var second = tensor(mask, shape, OnnxJavaType.INT64);
                    var third = tensor(types, shape, OnnxJavaType.INT64);
                    var result = tensor(output, new long[] {batch, TOKENS, WIDTH}, OnnxJavaType.FLOAT)) {
                session.run(
                                Map.of("input_ids", first, "attention_mask", second, "token_type_ids", third),
                                Set.of(),
                                Map.of("last_hidden_state", result))
                        .close();
            }
        }

        private static ByteBuffer buffer(int bytes) {
            return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }

        private OnnxTensor tensor(ByteBuffer bytes, long[] dimensions, OnnxJavaType type) throws OrtException {
            return OnnxTensor.createTensor(environment, bytes, dimensions, type);
        }
    }
}
