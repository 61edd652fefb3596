package dev.perennial.simulator.fault;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of the catalogue does what it says, at its default place. */
final class FaultKindsTest {

    private static final Map<String, Consumer<Played>> EXPECTATIONS = new HashMap<>();

    static {
        EXPECTATIONS.putAll(ReplyExpectations.ALL);
        EXPECTATIONS.putAll(BreakExpectations.ALL);
        EXPECTATIONS.putAll(EventExpectations.ALL);
        EXPECTATIONS.putAll(HarmlessExpectations.ALL);
    }

    private static final Played HEALTHY = Played.stream("");

    /** Their expectations make such streams themselves. */
    private static final Set<String> ONLY_SEEN_IN_SLOW_STREAMS =
            Set.of("proxy-comments", "proxy-idle-cut", "proxy-time-limit");

    static List<FaultKind> kinds() {
        return FaultCatalogue.kinds();
    }

    private static Consumer<Played> expectation(FaultKind kind) {
        return requireNonNull(EXPECTATIONS.get(kind.name()), "no expectation");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void kind_bareName_doesWhatItSays(FaultKind kind) {
        expectation(kind).accept(Played.stream(kind.name()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void kind_secondAttempt_isHarmedOnlyIfItIsHarmlessAnyway(FaultKind kind) {
        Attempts attempts = kind.fault().attempts();

        assertThat(attempts.contains(1)).isTrue();
        assertThat(attempts.contains(2)).isEqualTo(kind.harm() == Harm.NONE);
    }

    /** So that no expectation is one that cannot fail. */
    @ParameterizedTest
    @MethodSource("kinds")
    void expectation_ofAKind_isNotMetByAHealthyStream(FaultKind kind) {
        if (ONLY_SEEN_IN_SLOW_STREAMS.contains(kind.name())) {
            return;
        }
        assertThatThrownBy(() -> expectation(kind).accept(HEALTHY))
                .isInstanceOfAny(AssertionError.class, RuntimeException.class);
    }

    @Test
    void expectations_all_areThoseOfTheCatalogue() {
        assertThat(EXPECTATIONS.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        kinds().stream().map(FaultKind::name).toList());
    }

    @Test
    void catalogue_names_areManyAndNoneTwice() {
        assertThat(kinds().stream().map(FaultKind::name))
                .hasSizeGreaterThan(100)
                .doesNotHaveDuplicates();
        assertThat(kinds())
                .allMatch(k ->
                        k.name().matches("[a-z][a-z0-9-]*") && !k.description().endsWith("."));
        assertThat(kinds().stream().map(FaultKind::group)).contains(FaultGroup.values());
    }
}
