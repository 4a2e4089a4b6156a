import io.forge.api.*;

class Picture implements HandlerFactory {
    private static final Content NONE = Content.of("image", new byte[0]);

    public String name() {
        return "picture";
    }

    public Handler<?, ?> create(HandlerContext context) {
        return Handler.unary(String.class, Content.class, (text, call) -> NONE);
    }
}
