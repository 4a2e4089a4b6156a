package io.forge.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help.ColorScheme;

/** Something that {@code explain} explains. */
interface Topic {

    /** For people. */
    List<String> lines(ColorScheme colours);

    /** For scripts. */
    Map<String, Object> data();
}
