/** The plain protocol: {@code POST /{name}}, the input is the body and the output is the answer. */
@NullMarked
package io.forge.http.plain;

import org.jspecify.annotations.NullMarked;
