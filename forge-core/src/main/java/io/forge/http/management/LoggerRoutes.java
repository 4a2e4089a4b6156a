package io.forge.http.management;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.http.Reply;
import io.forge.http.RequestHead;
import io.forge.runtime.Codec;
import io.forge.runtime.Codecs;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows the levels of the log, and changes them until the process ends. */
public final class LoggerRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(LoggerRoutes.class);

    private static final String BELOW = "/loggers/";
    private static final List<String> METHODS = List.of("GET", "HEAD", "PUT", "POST");
    private static final String LEVEL = "level";

    private final Answers answers;
    private final Codec<Map<String, Object>> requests;
    private final Optional<LoggerLevels> levels;

    /**
     * The log of one server.
     *
     * @param codecs reads requests
     * @param levels empty where the application has not said how levels are changed
     */
    @SuppressWarnings("unchecked") // Objects of JSON have no keys but strings.
    public LoggerRoutes(Answers answers, Codecs codecs, Optional<LoggerLevels> levels) {
        this.answers = answers;
        this.requests = (Codec<Map<String, Object>>) codecs.of(Map.class);
        this.levels = levels;
    }

    /** Adds the routes. */
    public void addTo(ManagementProtocol protocol) {
        protocol.with("/loggers", answers.slow("/loggers", this::all));
        protocol.with(BELOW + "NAME", answers.slowBelow(BELOW, METHODS, this::one));
    }

    private Reply all(RequestHead head) {
        var known = levels();
        var loggers = known.names().stream().map(name -> describe(known, name)).toList();
        return answers.ok(head, Map.of("loggers", loggers));
    }

    private Reply one(RequestHead head, ByteBuffer body) {
        var known = levels();
        String name = nameIn(head.path());
        if (head.method().equals("PUT") || head.method().equals("POST")) {
            change(known, name, body);
        }
        return answers.ok(head, describe(known, name));
    }

    private LoggerLevels levels() {
        return levels.orElseThrow(() -> new ForgeException(
                ErrorCode.UNIMPLEMENTED,
                "The application that embeds this server has not said how its log levels are changed:"
                        + " give ForgeBuilder.loggerLevels an implementation"));
    }

    private static String nameIn(String path) {
        String name = path.substring(BELOW.length());
        try {
            String decoded = URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
            if (!decoded.isBlank()) {
                return decoded.equalsIgnoreCase(LoggerLevels.ROOT) ? LoggerLevels.ROOT : decoded;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw invalid("'%s' names no logger: name one, such as /loggers/io.forge, or /loggers/ROOT".formatted(name));
    }

    private void change(LoggerLevels known, String name, ByteBuffer body) {
        var level = levelIn(body);
        try {
            level.ifPresentOrElse(text -> known.set(name, text), () -> known.reset(name));
        } catch (IllegalArgumentException e) {
            throw new ForgeException(ErrorCode.INVALID_INPUT, String.valueOf(e.getMessage()), e);
        }
        LOG.info("Logger {} has level {} now", name, known.effectiveLevelOf(name));
    }

    /** Empty to reset it. */
    private Optional<String> levelIn(ByteBuffer body) {
        if (!body.hasRemaining()) {
            throw invalid("There is no body: send {\"level\":\"DEBUG\"}, or {\"level\":null} to reset it");
        }
        var request = requests.decode("application/json", body);
        if (!request.keySet().equals(Set.of(LEVEL))) {
            throw invalid("The body must have 'level' and nothing else: send {\"level\":\"DEBUG\"}");
        }
        var level = Optional.ofNullable(request.get(LEVEL));
        if (level.isPresent() && !(level.get() instanceof String)) {
            throw invalid("Property 'level' must be a text such as \"DEBUG\", or null to reset it");
        }
        return level.map(String::valueOf).filter(text -> !text.isEmpty());
    }

    private static Map<String, Object> describe(LoggerLevels known, String name) {
        var document = new LinkedHashMap<String, Object>();
        document.put("name", name);
        known.ownLevelOf(name).ifPresent(level -> document.put(LEVEL, level));
        document.put("effectiveLevel", known.effectiveLevelOf(name));
        return document;
    }

    private static ForgeException invalid(String message) {
        return new ForgeException(ErrorCode.INVALID_INPUT, message);
    }
}
