import io.forge.api.*;

class Letter implements HandlerFactory {
    static class Text {
        private final String text;
        private final int pages;

        private Text(String text, int pages) {
            this.text = text;
            this.pages = pages;
        }
    }

    public String name() {
        return "letter";
    }

    public Handler<?, ?> create(HandlerContext context) {
        return Handler.unary(Text.class, String.class, (text, call) -> text.text);
    }
}
