package io.forge.doctest;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Checks that every block of XML is well-formed, and that this build makes what it depends on of Forge's own. */
final class XmlFragments implements Check {

    private static final String GROUP = "io.forge";

    private final DocumentBuilder parser;
    private final Set<String> artifacts = new TreeSet<>();

    XmlFragments(SourceTree tree) throws IOException {
        parser = parser();
        for (Path file : tree.files("{pom.xml,**/pom.xml}")) {
            artifacts.add(artifact(file, String.join("\n", tree.lines(file))));
        }
    }

    private static DocumentBuilder parser() {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder parser = factory.newDocumentBuilder();
            parser.setErrorHandler(new DefaultHandler()); // The default one prints.
            return parser;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The JDK's XML parser knows no DOCTYPE to refuse", e);
        }
    }

    private String artifact(Path file, String pom) throws IOException {
        try {
            return child(parse(pom), "artifactId").orElse("");
        } catch (SAXException e) {
            throw new IOException(file + " is not well-formed: " + e.getMessage(), e);
        }
    }

    @Override
    public List<Problem> problems(Document document) {
        List<Problem> problems = new ArrayList<>();
        for (Block block : document.blocks()) {
            if (block.language().equals("xml") && !block.isSkipped()) {
                problem(block.text()).ifPresent(text -> problems.add(document.problem(block.line(), text)));
            }
        }
        return problems;
    }

    private Optional<String> problem(String xml) {
        try {
            Element root = parse(xml.startsWith("<?xml") ? xml : "<fragment>" + xml + "</fragment>");
            return elements(root.getElementsByTagName("dependency")).stream()
                    .filter(dependency ->
                            child(dependency, "groupId").filter(GROUP::equals).isPresent())
                    .map(dependency -> child(dependency, "artifactId").orElse(""))
                    .filter(artifact -> !artifacts.contains(artifact))
                    .map(artifact -> "There is no " + GROUP + ":" + artifact + "; there are " + artifacts)
                    .findFirst();
        } catch (SAXException | IOException e) {
            return Optional.of("This XML is not well-formed: " + e.getMessage());
        }
    }

    private Element parse(String xml) throws SAXException, IOException {
        return parser.parse(new InputSource(new StringReader(xml))).getDocumentElement();
    }

    private static Optional<String> child(Element parent, String name) {
        return elements(parent.getChildNodes()).stream()
                .filter(element -> element.getTagName().equals(name))
                .map(element -> element.getTextContent().strip())
                .findFirst();
    }

    private static List<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
    }
}
