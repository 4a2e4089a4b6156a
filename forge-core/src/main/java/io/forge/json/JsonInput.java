package io.forge.json;

import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.async.ByteArrayFeeder;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;

/**
 * Reads one small document after another with one parser; not for use by several threads at once.
 *
 * <p>Jackson makes a parser with seven helpers for every document, more bytes than most documents have. Its non-blocking
 * parser can be fed again and again instead. What is wrong with a document it says less well: whatever it does not take is
 * left to an ordinary parser.
 *
 * @param <T> what the documents are read as
 */
final class JsonInput<T> {

    /** The parser remembers names; after so many documents it is replaced, so that nobody fills the memory with names. */
    private static final int MAX_DOCUMENTS = 100;

    private static final OutputStream NOWHERE = OutputStream.nullOutputStream();

    private final ObjectReader reader;
    private final WholeDocumentParser parser;
    private final ByteArrayFeeder feeder;
    private int documents;

    JsonInput(ObjectReader reader) {
        this.reader = reader.without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        this.parser = ((StrictJsonFactory) reader.parserFactory()).createWholeDocumentParser();
        this.feeder = parser.nonBlockingInputFeeder();
    }

    /** Whether a document is one that can be told to be whole: an object or a list. */
    static boolean isFor(byte[] bytes, int offset) {
        return bytes[offset] == '{' || bytes[offset] == '[';
    }

    /**
     * Whether a document that is not valid JSON could become it if more bytes followed. An ordinary parser cannot tell: to it
     * {@code [tru} is a word that it does not know.
     */
    static boolean isCut(StrictJsonFactory factory, byte[] bytes, int offset, int length) {
        try (var parser = factory.createWholeDocumentParser()) {
            parser.feedInput(bytes, offset, offset + length);
            JsonToken token = parser.nextToken();
            boolean nothingWhole = token == JsonToken.NOT_AVAILABLE;
            while (token != JsonToken.NOT_AVAILABLE) {
                token = parser.nextToken();
            }
            return nothingWhole;
        } catch (UnexpectedEndOfInputException e) {
            return true;
        } catch (JacksonException e) {
            return false;
        }
    }

    /** The value; null if an ordinary parser has to look at it, and then this input must not be used again. */
    @Nullable T read(byte[] bytes, int offset, int length) {
        try {
            feeder.feedInput(bytes, offset, offset + length);
            parser.nextToken();
            T value = reader.readValue(parser);
            return isWhole(bytes, offset + length) ? value : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private boolean isWhole(byte[] bytes, int end) {
        if (!parser.streamReadContext().inRoot()) {
            return false;
        }
        int unread = parser.releaseBuffered(NOWHERE);
        for (int i = end - unread; i < end; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\n' && bytes[i] != '\r' && bytes[i] != '\t') {
                return false;
            }
        }
        if (unread > 0) {
            // Takes the white space, so that the next document can be fed.
            parser.nextToken();
        }
        return true;
    }

    /** Counts a document that was read; whether another one may follow. */
    boolean isReusable() {
        documents++;
        if (documents < MAX_DOCUMENTS) {
            return true;
        }
        // Its table of names is for the next one.
        parser.close();
        return false;
    }
}
