/** Shows what was measured of many servers side by side: a page of Markdown, a page of HTML and their pictures. */
@NullMarked
package io.forge.bench.study;

import org.jspecify.annotations.NullMarked;
