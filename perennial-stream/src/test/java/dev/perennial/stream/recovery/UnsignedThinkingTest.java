package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnsignedThinkingTest {

    private static final String SIGNED = "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"s\"}";
    private static final String UNSIGNED = "{\"type\":\"thinking\",\"thinking\":\"Hm\",\"signature\":\"\"}";
    private static final String TEXT = "{\"type\":\"text\",\"text\":\"Hi\"}";

    private static String body(String... messages) {
        return "{\"model\":\"m\", \"messages\" : [" + String.join(", ", messages) + "],\"max_tokens\":1}";
    }

    private static String assistant(String... blocks) {
        return "{\"role\":\"assistant\",\"content\":[" + String.join(",", blocks) + "]}";
    }

    private static String user() {
        return "{ \"role\":\"user\", \"content\":\"Go\" }";
    }

    private static String removed(String body) {
        return new String(UnsignedThinking.removedFrom(body.getBytes(UTF_8)), UTF_8);
    }

    @Test
    void unsignedBlock_goes_allElseStaysAsItWas() {
        String history = body(user(), assistant(UNSIGNED, SIGNED, TEXT), user());

        assertThat(removed(history))
                .isEqualTo("{\"model\":\"m\", \"messages\" : ["
                        + String.join(", ", user(), assistant(SIGNED, TEXT), user()) + "],\"max_tokens\":1}");
    }

    @Test
    void messageOfNothingElse_goes() {
        assertThat(removed(body(user(), assistant(UNSIGNED), user()))).doesNotContain("assistant");
    }

    @Test
    void spacesAndLineBreaks_stayWhereTheyWere() {
        String before = "{\"role\" : \"assistant\",\n \"content\" : [ " + SIGNED + " ,\n  ";
        String history =
                body(user(), before + UNSIGNED + " ,\t" + TEXT + " ]}", " " + assistant(UNSIGNED) + " ", user());

        assertThat(removed(history))
                .isEqualTo("{\"model\":\"m\", \"messages\" : [" + user() + ", " + before + TEXT + " ]},  " + user()
                        + "],\"max_tokens\":1}");
    }

    @Test
    void severalAtTheEnd_goWithTheirCommas() {
        assertThat(removed(body(user(), assistant(UNSIGNED, TEXT, UNSIGNED, UNSIGNED), assistant(UNSIGNED))))
                .isEqualTo(
                        "{\"model\":\"m\", \"messages\" : [" + user() + ", " + assistant(TEXT) + "],\"max_tokens\":1}");
    }

    @Test
    void signatureOfNothingButSpace_isNone() {
        assertThat(removed(body(user(), assistant(UNSIGNED.replace("\"\"", "\" \\n\""), TEXT))))
                .endsWith(assistant(TEXT) + "],\"max_tokens\":1}");
    }

    @Test
    void messagesOfNothingElse_leaveAnEmptyList() {
        assertThat(removed(body(assistant(UNSIGNED), assistant(UNSIGNED))))
                .isEqualTo("{\"model\":\"m\", \"messages\" : [],\"max_tokens\":1}");
    }

    @Test
    void thinkingWithoutSignatureField_goesToo() {
        assertThat(removed(body(user(), assistant("{\"type\":\"thinking\",\"thinking\":\"x\"}", TEXT))))
                .endsWith(assistant(TEXT) + "],\"max_tokens\":1}");
    }

    @Test
    void nothingUnsigned_isTheSameArray() {
        byte[] body = body(user(), assistant(SIGNED, TEXT), user()).getBytes(UTF_8);

        assertThat(UnsignedThinking.removedFrom(body)).isSameAs(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{", "{\"messages\":7}", "{\"messages\":[7,null]}", "{\"messages\":[{\"role\":7}]}"})
    void noRequest_isTheSameArray(String body) {
        byte[] bytes = body.getBytes(UTF_8);

        assertThat(UnsignedThinking.removedFrom(bytes)).isSameAs(bytes);
    }
}
