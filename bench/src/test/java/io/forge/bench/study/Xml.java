package io.forge.bench.study;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/** A text read as XML, which it must be. */
final class Xml {

    private final Element root;

    private Xml(Element root) {
        this.root = root;
    }

    static Xml parse(String text) throws Exception {
        return new Xml(DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(UTF_8)))
                .getDocumentElement());
    }

    Element root() {
        return root;
    }

    /** All elements of a name, in the order of the text. */
    List<Element> all(String name) {
        var found = root.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    /** What is written in all elements of a name. */
    List<String> texts(String name) {
        return all(name).stream().map(Element::getTextContent).toList();
    }

    /** An attribute of all elements of a name whose class is this one. */
    List<String> attributes(String name, String style, String attribute) {
        return all(name).stream()
                .filter(element -> element.getAttribute("class").equals(style))
                .map(element -> element.getAttribute(attribute))
                .toList();
    }
}
