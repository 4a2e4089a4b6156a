package io.forge.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.forge.bench.GoodputPlot.Point;
import io.forge.bench.GoodputPlot.Series;
import java.io.ByteArrayInputStream;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

final class GoodputPlotTest {

    private static final GoodputPlot PLOT = new GoodputPlot(List.of(
            new Series("Forge", List.of(new Point(0.1, 0.1), new Point(1, 1), new Point(10, 0.95))),
            new Series("first in, first out", List.of(new Point(0.1, 0.1), new Point(10, 0)))));

    @Test
    void placesLoadsByTheirLogarithmAndGoodputFromTheGroundUp() {
        assertThat(PLOT.svg())
                .contains("<polyline class=\"line-1\" points=\"60.0,293.6 400.0,56.4 740.0,69.5\"/>")
                .contains("<polyline class=\"line-2\" points=\"60.0,293.6 740.0,320.0\"/>");
    }

    @Test
    void namesEachServer() {
        assertThat(PLOT.svg()).contains(">Forge</text>").contains(">first in, first out</text>");
    }

    @Test
    void isXmlThatMarksEachLoad() throws Exception {
        assertThat(count("circle")).isEqualTo(5);
    }

    private static int count(String name) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(PLOT.svg().getBytes(UTF_8)))
                .getElementsByTagName(name)
                .getLength();
    }
}
