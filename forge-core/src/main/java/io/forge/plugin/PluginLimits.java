package io.forge.plugin;

import java.time.Duration;

/**
 * What bounds plugins.
 *
 * @param code how long their code may take for each step of loading and closing
 * @param maxBody bytes
 */
public record PluginLimits(Duration code, long maxBody) {}
