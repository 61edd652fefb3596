package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.stream.internal.JsonSpan;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** All that is not edited keeps its bytes. */
class EditsTest {

    private static byte[] bytes(String json) {
        return json.getBytes(UTF_8);
    }

    private static String edited(String json, BiFunction<Edits, JsonSpan, Edits> edit) {
        JsonSpan document = JsonSpan.of(bytes(json)).orElseThrow();
        return new String(edit.apply(new Edits(document), document).apply(), UTF_8);
    }

    @Test
    void set_memberThatIsThere_getsAnotherValue() {
        assertThat(edited(" {\"a\" : 1 ,\"b\":[ ]} ", (e, d) -> e.set("a", bytes("22"))))
                .isEqualTo("{\"a\" : 22 ,\"b\":[ ]}");
    }

    @Test
    void set_memberThatIsNotThere_isAddedAtTheEnd() {
        assertThat(edited("{\"a\":1}", (e, d) -> e.set("b\"", bytes("2")))).isEqualTo("{\"a\":1,\"b\\\"\":2}");
        assertThat(edited("{ }", (e, d) -> e.set("b", bytes("2")))).isEqualTo("{ \"b\":2}");
    }

    @Test
    void append_addsElements() {
        assertThat(edited("{\"a\":[1]}", (e, d) -> e.append(d.member("a").orElseThrow(), bytes("2,3"))))
                .isEqualTo("{\"a\":[1,2,3]}");
        assertThat(edited("{\"a\":[]}", (e, d) -> e.append(d.member("a").orElseThrow(), bytes("2"))))
                .isEqualTo("{\"a\":[2]}");
    }

    @Test
    void severalEdits_inAnyOrder_areAllMade() {
        String changed = edited(
                "{\"a\":1,\"b\":{\"c\":2},\"d\":[0]}",
                (e, d) -> e.append(d.member("d").orElseThrow(), bytes("1"))
                        .set("f", bytes("5"))
                        .set(d.member("b").orElseThrow(), "e", bytes("4"))
                        .set("a", bytes("3"))
                        .replace(d.member("b").orElseThrow().member("c").orElseThrow(), bytes("9")));

        assertThat(changed).isEqualTo("{\"a\":3,\"b\":{\"c\":9,\"e\":4},\"d\":[0,1],\"f\":5}");
    }
}
