package io.forge.runtime;

import java.util.List;
import java.util.Map;

/**
 * What goes out of service and what comes into it, in one step.
 *
 * @param outgoing in service now; calls of these go on, and each must be {@linkplain ServableRegistry#forget forgotten} in
 *     the end
 * @param incoming those of a name and version that is in service take its place
 * @param withdrawn offered until now
 * @param offered offered from now on, whether they are in service or not
 * @param labels versions by label, by the handler's name, in the place of those that there were for it
 */
public record ServiceChange(
        List<Servable<?, ?>> outgoing,
        List<Servable<?, ?>> incoming,
        List<Loadable> withdrawn,
        List<Loadable> offered,
        Map<String, Map<String, String>> labels) {

    /** Of what is in service alone. */
    public static ServiceChange of(List<Servable<?, ?>> outgoing, List<Servable<?, ?>> incoming) {
        return new ServiceChange(outgoing, incoming, List.of(), List.of(), Map.of());
    }

    /** Of what is offered, and not in service. */
    public static ServiceChange offering(Loadable loadable) {
        return new ServiceChange(List.of(), List.of(), List.of(), List.of(loadable), Map.of());
    }

    /** Of what is offered no more, and was perhaps in service. */
    public static ServiceChange withdrawing(Loadable loadable, List<Servable<?, ?>> outgoing) {
        return new ServiceChange(outgoing, List.of(), List.of(loadable), List.of(), Map.of());
    }

    /** Of the labels of one handler. */
    public static ServiceChange labelling(String name, Map<String, String> versionsByLabel) {
        return new ServiceChange(List.of(), List.of(), List.of(), List.of(), Map.of(name, versionsByLabel));
    }
}
