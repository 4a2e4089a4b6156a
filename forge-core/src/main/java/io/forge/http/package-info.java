/**
 * HTTP: one way in and one way out. The only package that knows Undertow and XNIO.
 *
 * <p>Everything here that has an exchange in its hands runs on the IO thread of its connection, unless it says otherwise.
 */
@NullMarked
package io.forge.http;

import org.jspecify.annotations.NullMarked;
