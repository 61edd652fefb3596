package dev.perennial.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class HeadersTest {

    @Test
    void first_otherCase_isFound() {
        assertThat(Headers.of("X-A", "1", "x-a", "2").first("X-a")).contains("1");
        assertThat(Headers.of("X-A", "1").first("x-b")).isEmpty();
    }

    @Test
    void joined_repeatedHeader_isJoinedByComma() {
        assertThat(Headers.of("Beta", "1", "other", "x", "beta", "2").joined())
                .isEqualTo(Map.of("beta", "1, 2", "other", "x"));
    }

    @Test
    void of_lineBreakInValue_isRefused() {
        assertThatThrownBy(() -> Headers.of("X-A", "1\r\nX-Evil: 2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("X-A");
    }

    @Test
    void of_missingValue_isRefused() {
        assertThatThrownBy(() -> Headers.of("X-A")).isInstanceOf(IllegalArgumentException.class);
    }
}
