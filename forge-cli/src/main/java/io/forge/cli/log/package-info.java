/** The log of the command line: its lines in two formats, and a queue that never makes a request wait. */
@NullMarked
package io.forge.cli.log;

import org.jspecify.annotations.NullMarked;
