package io.forge.api;

import java.util.List;

/** Types of every kind, to be written down. */
public final class Drawing {

    private Drawing() {}

    public abstract static sealed class Shape<T extends Comparable<T>> implements Named permits Circle {

        public static final int CORNERS = 0;

        protected T[] parts;

        Shape() {}

        protected abstract <E extends Exception> List<? super T> cut(int[] where, String... how) throws E;

        @Deprecated
        protected static void drop(Size size) {}

        void hidden() {}
    }

    public static non-sealed class Circle extends Shape<String> implements Comparable<Circle> {

        @Override
        protected <E extends Exception> List<? super String> cut(int[] where, String... how) {
            return List.of();
        }

        @Override
        public void rename(String name) {}

        @Override
        public int compareTo(Circle other) {
            return 0;
        }
    }

    @FunctionalInterface
    public interface Named {

        default String name() {
            return "";
        }

        void rename(String name);
    }

    public record Point(int y, List<String> x) {}

    public enum Size {
        SMALL,
        LARGE
    }

    static class Hidden {

        public static class Seen {}
    }
}
