/** What the requests and answers of inference protocols say, apart from how they are written and carried. */
@NullMarked
package io.forge.inference;

import org.jspecify.annotations.NullMarked;
