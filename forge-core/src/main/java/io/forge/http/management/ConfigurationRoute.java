package io.forge.http.management;

import io.forge.config.EffectiveConfig.Entry;
import io.forge.http.Reply;
import io.forge.http.RequestHead;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The configuration in force, and where each value was set. */
public final class ConfigurationRoute {

    private final Answers answers;
    private final Supplier<List<Entry>> entries;

    /**
     * The configuration of one server.
     *
     * @param entries its keys, secrets masked
     */
    public ConfigurationRoute(Answers answers, Supplier<List<Entry>> entries) {
        this.answers = answers;
        this.entries = entries;
    }

    /** Adds the route. */
    public void addTo(ManagementProtocol protocol) {
        protocol.with("/config", answers.slow("/config", this::config));
    }

    private Reply config(RequestHead head) {
        var all = entries.get();
        return Accept.prefersText(head)
                ? answers.text(200, text(all))
                : answers.ok(
                        head, all.stream().map(ConfigurationRoute::document).toList());
    }

    private static Map<String, Object> document(Entry entry) {
        var document = new LinkedHashMap<String, Object>();
        document.put("key", entry.key());
        document.put("value", entry.value());
        document.put("origin", entry.origin());
        return document;
    }

    private static String text(List<Entry> all) {
        var text = new StringBuilder();
        all.forEach(entry -> text.append("%s: %s  # %s\n".formatted(entry.key(), entry.value(), entry.origin())));
        return text.toString();
    }
}
