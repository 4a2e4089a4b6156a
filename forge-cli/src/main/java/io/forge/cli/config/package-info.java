/** Where the configuration of a command comes from: options, environment variables, a file; and how it is shown. */
@NullMarked
package io.forge.cli.config;

import org.jspecify.annotations.NullMarked;
