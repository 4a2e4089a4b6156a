package io.forge.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandlerTest {

    @Test
    @SuppressWarnings("rawtypes")
    void refusesARawMapAndSaysWhatToPassInstead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Handler.unary(Map.class, String.class, (map, call) -> ""))
                .withMessage(
                        "Map is generic, so its class alone does not say what is in it: pass both types as TypeRef,"
                                + " for example new TypeRef<Map<String, Object>>() {}");
    }

    @Test
    @SuppressWarnings("rawtypes")
    void refusesARawListAsOutput() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Handler.async(String.class, List.class, (text, call) -> {
                    throw new AssertionError("not called");
                }))
                .withMessageStartingWith("List is generic");
    }

    @Test
    void keepsGenericTypesGivenAsTypeRef() {
        var handler = Handler.unary(
                new TypeRef<Map<String, Integer>>() {}, new TypeRef<List<String>>() {}, (map, call) -> List.of());

        assertThat(handler.input().getTypeName()).isEqualTo("java.util.Map<java.lang.String, java.lang.Integer>");
        assertThat(handler.output().getTypeName()).isEqualTo("java.util.List<java.lang.String>");
    }

    @Test
    void asksForADispatchWithoutChangingTheHandlerItCameFrom() {
        var plain = Handler.unary(String.class, String.class, (text, call) -> text);

        var serial = plain.on(Dispatch.SERIAL);

        assertThat(plain.dispatch()).isEmpty();
        assertThat(serial.dispatch()).isEqualTo(Optional.of(Dispatch.SERIAL));
        assertThat(serial.code()).isSameAs(plain.code());
    }

    @Test
    @SuppressWarnings("rawtypes")
    void aTypeRefWithoutItsArgumentIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TypeRef() {})
                .withMessageContaining("needs its type argument");
    }
}
