package dev.perennial.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NearestNameTest {

    private static final List<String> NAMES = List.of("basic-text", "all-events", "tool-use", "tools");

    @Test
    void of_slip_findsWhatWasMeant() {
        assertThat(NearestName.of("basic-txt", NAMES)).isEqualTo("basic-text");
        assertThat(NearestName.of("ALL-EVENT", NAMES)).isEqualTo("all-events");
    }

    @Test
    void of_partOfAName_findsThat() {
        assertThat(NearestName.of("event", NAMES)).isEqualTo("all-events");
    }

    @Test
    void of_several_areTheNearestFirst() {
        assertThat(NearestName.of("tols", NAMES, 2)).containsExactly("tools", "tool-use");
    }
}
