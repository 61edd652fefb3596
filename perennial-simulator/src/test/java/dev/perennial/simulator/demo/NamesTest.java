package dev.perennial.simulator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    private static Intent asked(String request, String... earlier) {
        return IntentParser.parse(request, List.of(earlier), "").intent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"What's my name?", "what is my name", "Who am I?", "And do you remember my name?"})
    void parse_askedForTheName_isTheOneToldLast(String request) {
        assertThat(asked(request, "Hi, I'm Bob", "hello, I’m Alice", "Tell me a story"))
                .isEqualTo(new Intent.NameAsked("Alice"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"I am tired", "I'm looking for TODO", "hello"})
    void parse_noNameTold_isNone(String earlier) {
        assertThat(asked("What's my name?", earlier)).isEqualTo(new Intent.NameAsked(""));
    }

    @Test
    void parse_toldAndNotAsked_isSmallTalk() {
        assertThat(asked("Hi, I'm Alice")).isInstanceOf(Intent.SmallTalk.class);
    }

    @Test
    void parse_theSimulatorsOwnName_isSmallTalk() {
        assertThat(asked("What's your name?", "I'm Alice")).isInstanceOf(Intent.SmallTalk.class);
    }
}
