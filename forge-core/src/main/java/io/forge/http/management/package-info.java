/** The management port: health, and what those who operate a server look at and change. */
@NullMarked
package io.forge.http.management;

import org.jspecify.annotations.NullMarked;
