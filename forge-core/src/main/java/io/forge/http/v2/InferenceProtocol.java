package io.forge.http.v2;

import io.forge.http.AnswerRoute;
import io.forge.http.CallRoute;
import io.forge.http.FailureForm;
import io.forge.http.Protocol;
import io.forge.http.Route;
import io.forge.inference.InferenceFormat;
import io.forge.inference.Model;
import io.forge.runtime.Codec;
import io.forge.runtime.Codecs;
import io.forge.runtime.Payload;
import io.forge.runtime.Servable;
import io.forge.runtime.ServableVersions;
import io.forge.runtime.WallClock;
import io.forge.tensor.Signature;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The Open Inference Protocol (V2): health, metadata, and inference of handlers that take and give tensors.
 *
 * @see <a href="https://github.com/kserve/open-inference-protocol">Open Inference Protocol</a>
 */
public final class InferenceProtocol implements Protocol {

    private static final String PREFIX = "/v2";
    private static final String PLATFORM = ConfigurationRoutes.PLATFORM;

    private static final List<String> EXTENSIONS = List.of(
            "binary_tensor_data",
            "classification",
            "parameters",
            "statistics",
            "model_configuration",
            "model_repository");
    private static final List<String> GET = List.of("GET", "HEAD");
    private static final List<String> POST = List.of("POST");

    private final Codecs codecs;
    private final InferenceFormat format;
    private final InferenceConfig config;
    private final BooleanSupplier ready;
    private final FailureForm failures;
    private final ExtensionRoutes extensions;
    private final AbsentModels absent;

    /**
     * The protocol of one server.
     *
     * @param codecs writes its documents
     * @param format reads and writes the bodies of inference
     * @param ready whether the server takes calls
     * @param clock says when models were called
     */
    public InferenceProtocol(
            Codecs codecs, InferenceFormat format, InferenceConfig config, BooleanSupplier ready, WallClock clock) {
        this.codecs = codecs;
        this.format = format;
        this.config = config;
        this.ready = ready;
        this.failures = problem -> encode(new Documents.Failure(problem.detail()));
        this.extensions = new ExtensionRoutes(codecs, clock);
        this.absent = new AbsentModels(this::notReady);
    }

    @Override
    public String prefix() {
        return PREFIX;
    }

    @Override
    public FailureForm failures() {
        return failures;
    }

    @Override
    public List<Route> routes(Collection<ServableVersions> served) {
        var routes = new ArrayList<Route>();
        routes.add(always(PREFIX, new Documents.Server("forge", version(), EXTENSIONS)));
        routes.add(always(PREFIX + "/health/live", new Documents.Live(true)));
        routes.add(whileReady(PREFIX + "/health/ready", new Documents.Ready(true), new Documents.Ready(false)));
        var models = served.stream().map(InferenceProtocol::models).toList();
        for (var one : models) {
            var newest = one.newest();
            one.served().forEach(model -> routes.addAll(modelRoutes(model, newest.equals(Optional.of(model)), one)));
            routes.addAll(absent.of(one.known(), newest.isPresent()));
        }
        routes.addAll(extensions.of(models));
        return routes;
    }

    /** The versions that are models, the newest last. */
    private static ModelVersions models(ServableVersions versions) {
        var models = new ArrayList<ServedModel<?, ?>>();
        for (var servable : versions.all()) {
            try {
                models.add(ServedModel.of(servable));
            } catch (IllegalArgumentException e) {
                // It has no route here: whyNone says why to whoever asks.
            }
        }
        return new ModelVersions(versions, models);
    }

    @Override
    public Optional<String> whyNone(Servable<?, ?> servable) {
        try {
            Model.of(servable.handler());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("not under %s: %s".formatted(PREFIX, e.getMessage()));
        }
    }

    /** The version of this build, where it comes from a JAR. */
    private static String version() {
        String version = InferenceProtocol.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** Of one version; the newest is what is called where none is asked for. */
    private <I, O> List<Route> modelRoutes(ServedModel<I, O> model, boolean newest, ModelVersions all) {
        var paths = new ArrayList<>(all.pathsOf(model));
        if (newest) {
            paths.add(0, model.path());
        }
        var wire = new InferWire<>(model, format, config, failures);
        var infer = new CallRoute<>(paths.get(0) + "/infer", POST, model.servable(), wire);
        var metadata = metadata(model.name(), model.signature(), all.served());
        var routes = new ArrayList<Route>();
        routes.add(infer);
        paths.stream().skip(1).forEach(path -> routes.add(infer.aliasAt(path + "/infer")));
        paths.forEach(path -> routes.addAll(descriptions(path, metadata)));
        return routes;
    }

    private static Documents.Model metadata(String name, Signature signature, List<ServedModel<?, ?>> all) {
        return new Documents.Model(
                name,
                all.stream().map(ServedModel::version).toList(),
                PLATFORM,
                Documents.TensorMetadata.of(signature.inputs()),
                Documents.TensorMetadata.of(signature.outputs()));
    }

    private List<Route> descriptions(String path, Documents.Model metadata) {
        var readiness = whileReady(
                path + "/ready",
                new Documents.ModelReady(metadata.name(), true),
                new Documents.ModelReady(metadata.name(), false));
        return path.equals(StatisticsRoutes.ALL) ? List.of(readiness) : List.of(always(path, metadata), readiness);
    }

    private AnswerRoute notReady(String path, String name) {
        var document = fixed(new Documents.ModelReady(name, false));
        return new AnswerRoute(path + "/ready", GET, head -> document.answer(503));
    }

    private AnswerRoute always(String path, Record document) {
        var always = fixed(document);
        return new AnswerRoute(path, GET, head -> always.answer(200));
    }

    private AnswerRoute whileReady(String path, Record yes, Record no) {
        var ifReady = fixed(yes);
        var ifNot = fixed(no);
        return new AnswerRoute(path, GET, head -> ready.getAsBoolean() ? ifReady.answer(200) : ifNot.answer(503));
    }

    private FixedDocument fixed(Record document) {
        return new FixedDocument(() -> encode(document));
    }

    @SuppressWarnings("unchecked") // A codec is found by the very type that it is for.
    private Payload encode(Record document) {
        return ((Codec<Record>) codecs.of(document.getClass())).encode(document);
    }
}
