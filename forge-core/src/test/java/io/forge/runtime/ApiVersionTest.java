package io.forge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;

/** The version of what plugins are written against. */
class ApiVersionTest {

    @Test
    void isThatOfTheBuild() throws Exception {
        var pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new File("../pom.xml"));
        String version = XPathFactory.newInstance().newXPath().evaluate("/project/version", pom);

        assertThat(ApiVersion.parse(version))
                .as("ApiVersion.SERVED, and the version in pom.xml, which is forge-api's too: raise both")
                .contains(ApiVersion.SERVED);
    }
}
