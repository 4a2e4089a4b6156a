package io.forge.http.v2;

import io.forge.http.Reply;
import io.forge.runtime.Payload;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A document that is always the same, written when it is first asked for: most are never, and a start has none to wait for. */
final class FixedDocument {

    private final Supplier<Payload> writer;
    private volatile @Nullable Payload written;

    /**
     * A document that nobody has asked for.
     *
     * @param writer writes it, on any thread, and always the same
     */
    FixedDocument(Supplier<Payload> writer) {
        this.writer = writer;
    }

    /** An answer of this document. */
    Reply answer(int status) {
        var payload = written;
        if (payload == null) {
            var document = writer.get();
            payload = new Payload(document.mediaType(), document.inOnePiece());
            written = payload;
        }
        return new Reply(
                status, new Payload(payload.mediaType(), payload.bytes().duplicate()), Map.of());
    }
}
