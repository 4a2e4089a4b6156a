package io.forge.examples.guice;

import com.google.inject.Binder;
import io.forge.api.Handler;
import io.forge.guice.GuiceHandlerFactory;

/** {@code POST /keywords}: answers with the words that a text has most often. */
public final class KeywordsFactory extends GuiceHandlerFactory<Keywords> {

    /** The handler's name, what is made for it, and the record of its section in the configuration. */
    public KeywordsFactory() {
        super("keywords", Keywords.class, KeywordsConfig.class);
    }

    @Override
    protected void configure(Binder binder) {
        binder.bind(Tokenizer.class).to(LetterTokenizer.class);
        binder.bind(StopWords.class);
        binder.bind(Ranking.class);
    }

    @Override
    protected Handler<?, ?> handler(Keywords keywords) {
        return Handler.unary(Keywords.Text.class, Keywords.Answer.class, (text, call) -> keywords.of(text));
    }
}
