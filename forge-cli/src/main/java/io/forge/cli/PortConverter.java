package io.forge.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a port number. */
final class PortConverter implements ITypeConverter<Integer> {

    private static final int MAX_PORT = 65_535;

    @Override
    public Integer convert(String text) {
        int port = number(text);
        if (port < 0 || port > MAX_PORT) {
            throw wrong(text);
        }
        return port;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw wrong(text);
        }
    }

    private static TypeConversionException wrong(String text) {
        return new TypeConversionException("must be a whole number from 0 to %d but is '%s'".formatted(MAX_PORT, text));
    }
}
