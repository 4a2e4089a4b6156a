package io.forge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import org.junit.jupiter.api.Test;

/** What an administrator, under whom these tests may run, does not meet: everything may be bound and read. */
class BindFailureTest {

    @Test
    void saysWhatToDoWhereAPortNeedsRights() {
        assertThat(BindFailure.inWords(HttpConfig.defaults(), new BindException("Permission denied")))
                .isEqualTo("Port 8080 needs privileges that this process lacks: use a port from 1024 up");
    }
}
