package dev.perennial.client.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.models.Catalogue;
import dev.perennial.stream.clocks.Phase;
import dev.perennial.stream.recovery.ApiFault;
import dev.perennial.stream.recovery.Cause;
import dev.perennial.stream.recovery.ResponseHead;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever servers and callers send: the names that are told are few. */
final class NamesTest {

    private static final Catalogue CATALOGUE = Catalogue.builtIn();

    static Stream<Arguments> causes() {
        return Stream.of(
                Arguments.of(new Cause.ConnectFailed(true), "connect_failed"),
                Arguments.of(new Cause.Reset(), "reset"),
                Arguments.of(new Cause.CleanEnd(), "clean_end"),
                Arguments.of(new Cause.ProcessDied(), "process_died"),
                Arguments.of(new Cause.Silent(Phase.TEXT), "silent"),
                Arguments.of(new Cause.Stalled(Phase.TEXT, Duration.ZERO), "stalled"),
                Arguments.of(new Cause.Malformed("a problem"), "malformed"),
                Arguments.of(error("overloaded_error"), "overloaded_error"),
                Arguments.of(error("made_up_error"), "error_event"),
                Arguments.of(new Cause.Contradicted(), "contradicted"),
                Arguments.of(new Cause.Unproven("no_tags", false), "unproven"),
                Arguments.of(new Cause.StoppedAcross("STOP"), "stopped_across"),
                Arguments.of(new Cause.TimeUp(), "time_up"),
                Arguments.of(new Cause.Cancelled(), "cancelled"));
    }

    private static Cause error(String type) {
        return new Cause.InStream(new ApiFault(type, "", ""));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void cause_hasANameOfAClosedSet(Cause cause, String name) {
        assertThat(CauseNames.of(cause)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "429,status_429",
        "529,status_529",
        "418,status_4xx",
        "599,status_5xx",
        "200,status_other",
        "999,status_other"
    })
    void status_thatIsUnusual_isOneOfItsKind(int status, String name) {
        Cause cause = new Cause.Status(new ResponseHead(status, Map.of()), ApiFault.NONE, new byte[0]);

        assertThat(CauseNames.of(cause)).isEqualTo(name);
    }

    @Test
    void model_thatIsKnown_keepsItsName_howeverManyAreMadeUp() {
        ModelNames names = new ModelNames(CATALOGUE, 2);
        List<String> told = IntStream.range(0, 1_000)
                .mapToObj(i -> names.of("made-up-" + i))
                .toList();

        assertThat(told).startsWith("made-up-0", "made-up-1").endsWith("other").doesNotContain("made-up-2");
        assertThat(names.of("made-up-1")).isEqualTo("made-up-1");
        assertThat(names.of("claude-opus-5-5")).isEqualTo("claude-opus-5-5");
    }

    @Test
    void model_aliasesOfOneThatIsKnown_areBoundedToo() {
        ModelNames names = new ModelNames(CATALOGUE, 0);

        Set<String> told = IntStream.range(20_000_000, 20_001_000)
                .mapToObj(i -> names.of("claude-opus-5-5-" + i))
                .collect(Collectors.toSet());

        assertThat(told).hasSize(201).contains("other", "claude-opus-5-5-20000000");
    }

    @Test
    void model_withoutAName_orWithAnEndlessOne_isOther() {
        ModelNames names = new ModelNames(CATALOGUE, 2);

        assertThat(names.of("")).isEqualTo("other");
        assertThat(names.of("m".repeat(101))).isEqualTo("other");
    }
}
