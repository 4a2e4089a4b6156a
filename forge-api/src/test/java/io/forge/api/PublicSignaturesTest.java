package io.forge.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.forge.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What plugins are compiled against stands in a file, so that every change of it is seen. */
class PublicSignaturesTest {

    private static final Path FILE = Path.of("signatures.txt");

    @Test
    void areThoseThatAreWrittenDown() throws Exception {
        String compiled =
                PublicSignatures.ofPackage(HandlerFactory.class) + "\n" + PublicSignatures.ofPackage(Tensor.class);

        if (Boolean.getBoolean("forge.write")) {
            Files.writeString(FILE, compiled);
        }

        String written = Files.readString(FILE);
        if (!written.equals(compiled)) {
            fail("""
                    forge-api has other signatures than forge-api/signatures.txt:

                    %s

                    Is no plugin broken by what is gone, nor by an abstract method that is new? Then accept it with
                    mvn verify -Dforge.write=true -pl forge-api
                    and commit the file with the change.
                    """, difference(written, compiled));
        }
    }

    private static String difference(String written, String compiled) {
        var gone = written.lines().filter(line -> compiled.lines().noneMatch(line::equals));
        var come = compiled.lines().filter(line -> written.lines().noneMatch(line::equals));
        return Stream.concat(gone.map(line -> "- " + line.strip()), come.map(line -> "+ " + line.strip()))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    @Test
    void areWrittenDownForEveryKindOfTypeAndMember() {
        assertThat(PublicSignatures.of(List.of(Drawing.class.getDeclaredClasses())))
                .isEqualTo("""

                public static class Drawing.Circle
                    Drawing.Circle extends Drawing.Shape<String>
                    Drawing.Circle implements Comparable<Drawing.Circle>
                    public Drawing.Circle()
                    protected <E extends Exception> java.util.List<? super String> Drawing.Circle.cut(int[], String...)
                    public int Drawing.Circle.compareTo(Drawing.Circle)
                    public void Drawing.Circle.rename(String)

                @FunctionalInterface public abstract static interface Drawing.Named
                    public abstract void Drawing.Named.rename(String)
                    public default String Drawing.Named.name()

                public static final record Drawing.Point
                    Drawing.Point extends Record
                    Drawing.Point has components int y, java.util.List<String> x
                    public Drawing.Point(int, java.util.List<String>)
                    public final boolean Drawing.Point.equals(Object)
                    public final int Drawing.Point.hashCode()
                    public final String Drawing.Point.toString()
                    public int Drawing.Point.y()
                    public java.util.List<String> Drawing.Point.x()

                public abstract static class Drawing.Shape<T extends Comparable<T>>
                    Drawing.Shape implements Drawing.Named
                    Drawing.Shape permits Drawing.Circle
                    protected T[] Drawing.Shape.parts
                    public static final int Drawing.Shape.CORNERS
                    @Deprecated protected static void Drawing.Shape.drop(Drawing.Size)
                    protected abstract <E extends Exception> java.util.List<? super T> Drawing.Shape.cut(int[], String...) throws E

                public static final enum Drawing.Size
                    Drawing.Size extends Enum<Drawing.Size>
                    Drawing.Size has constants SMALL, LARGE
                    public static Drawing.Size Drawing.Size.valueOf(String)
                    public static Drawing.Size[] Drawing.Size.values()
                """);
    }
}
