package io.forge.http.telegram;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.forge.api.ErrorCode;
import io.forge.api.ForgeException;
import io.forge.http.AnswerRoute;
import io.forge.http.CallRoute;
import io.forge.http.FailureForm;
import io.forge.http.Problem;
import io.forge.http.Protocol;
import io.forge.http.Reply;
import io.forge.http.RequestHead;
import io.forge.http.Route;
import io.forge.http.StreamForm;
import io.forge.http.Wire;
import io.forge.http.WireCall;
import io.forge.runtime.Payload;
import io.forge.runtime.Servable;
import io.forge.runtime.ServableVersions;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A protocol for handlers of strings, as unlike the plain one as can be: {@code POST /telegram/send/NAME} with
 * {@code number text STOP}, where the number comes back with the answer; {@code GET /telegram/names} by itself.
 */
public final class TelegramProtocol implements Protocol {

    @Override
    public String prefix() {
        return "/telegram";
    }

    @Override
    public List<Route> routes(Collection<ServableVersions> served) {
        var names = served.stream().map(ServableVersions::name).sorted().toList();
        var list = new AnswerRoute(
                "/telegram/names", List.of("GET", "HEAD"), head -> Reply.ok(telegram(String.join(" ", names))));
        var no = new AnswerRoute("/telegram/no", List.of("GET"), head -> {
            throw new ForgeException(ErrorCode.FORBIDDEN, head.query() + " is not for you");
        });
        return Stream.concat(
                        Stream.of(list, no),
                        served.stream()
                                .flatMap(versions -> versions.newest().stream())
                                .map(TelegramProtocol::send))
                .toList();
    }

    @SuppressWarnings("unchecked") // Only for handlers of strings.
    private static Route send(Servable<?, ?> servable) {
        return new CallRoute<>(
                "/telegram/send/" + servable.name(),
                List.of("POST"),
                (Servable<String, String>) servable,
                new TelegramWire());
    }

    @Override
    public FailureForm failures() {
        return TelegramProtocol::failure;
    }

    private static Payload failure(Problem problem) {
        return telegram("REGRET %s %s".formatted(problem.status(), problem.detail()));
    }

    private static Payload telegram(String text) {
        return new Payload("text/telegram", UTF_8.encode(text + " STOP"));
    }

    private static final long MAX_BODY = 1 << 10;

    private record TelegramWire() implements Wire<String, String> {

        @Override
        public String protocol() {
            return "telegram";
        }

        @Override
        public String accepts() {
            return "text/telegram";
        }

        @Override
        public boolean reads(String contentType) {
            return contentType.equals(accepts());
        }

        @Override
        public long maxBody() {
            return MAX_BODY;
        }

        @Override
        public WireCall<String, String> open() {
            return new TelegramCall();
        }

        @Override
        public FailureForm failures() {
            return TelegramProtocol::failure;
        }
    }

    private static final class TelegramCall implements WireCall<String, String>, StreamForm<String> {

        private String number = "";

        @Override
        public String read(RequestHead head, ByteBuffer body) {
            var words = UTF_8.decode(body).toString().split(" ", 2);
            if (words.length < 2 || !words[1].endsWith(" STOP")) {
                throw new ForgeException(ErrorCode.INVALID_INPUT, "A telegram is a number, words and STOP");
            }
            number = words[0];
            return words[1].substring(0, words[1].length() - " STOP".length());
        }

        @Override
        public Reply write(String output) {
            return new Reply(202, telegram(number + " " + output), Map.of("Telegram-Number", number));
        }

        @Override
        public StreamForm<String> stream(RequestHead head) {
            return this;
        }

        @Override
        public String mediaType() {
            return "text/telegrams";
        }

        @Override
        public ByteBuffer item(String item) {
            return UTF_8.encode("%s %s STOP ".formatted(number, item));
        }

        @Override
        public Optional<ByteBuffer> end() {
            return Optional.of(UTF_8.encode("END"));
        }

        @Override
        public Optional<ByteBuffer> failure(Problem problem) {
            return Optional.of(UTF_8.encode("REGRET " + problem.detail()));
        }
    }
}
