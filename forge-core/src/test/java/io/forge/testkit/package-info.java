/** What the tests of the server share: a client at the level of sockets, the log, code that waits. */
package io.forge.testkit;
