/** JSON, strict: the codec of handlers' types and the binding of configuration. The only package that knows Jackson. */
@NullMarked
package io.forge.json;

import org.jspecify.annotations.NullMarked;
