/** What is in service: makes deployments of what was found, plans a change, and commits it in one step. */
@NullMarked
package io.forge.deploy;

import org.jspecify.annotations.NullMarked;
