package dev.perennial.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of models, and how it is found. */
class CatalogueTest {

    private static final String HEADER = String.join(" | ", CatalogueFile.COLUMNS);
    private static final String ROW =
            "m | 1_000 | 100 | adaptive disabled | adaptive | max | low high | high | no | yes | no | yes"
                    + " | 1 2 3 4 5 | 2 | 50 6 7 8 9 10 | 512 | 2.5 | 2026-11-20 | overview | bash_20250124";

    @Test
    void builtIn_everyModel_hasPlausibleValuesAndASource() {
        assertThat(Catalogue.builtIn().all()).hasSizeGreaterThan(15).allSatisfy(model -> {
            assertThat(model.contextTokens()).isIn(200_000L, 1_000_000L);
            assertThat(model.outputTokens()).isIn(64_000L, 128_000L);
            assertThat(model.thinking().modes()).contains(model.thinking().standard());
            assertThat(model.toolTypes()).contains("bash_20250124", "text_editor_20250728");
            assertThat(model.computerTool()).isPresent();
            assertThat(model.origin()).isInstanceOf(Origin.Listed.class);
            TokenPrices prices = model.prices().standard();
            assertThat(prices.cacheWrite1h())
                    .isEqualByComparingTo(prices.input().multiply(new java.math.BigDecimal(2)));
            assertThat(prices.cacheRead()).isLessThan(prices.input());
        });
    }

    @Test
    void builtIn_defaultModel_isAsDocumented() {
        Capabilities model = Catalogue.builtIn().get("claude-opus-5-5");

        assertThat(model.thinking().alwaysOn()).isTrue();
        assertThat(model.effort().standard()).isEqualTo(Effort.MEDIUM);
        assertThat(model.features()).isEqualTo(new RequestFeatures(false, false, false, true));
        assertThat(model.computerTool()).contains("computer_toolset_20260801");
        assertThat(model.acceptsTool("computer_20251124")).isFalse();
        assertThat(model.prices().standard()).isEqualTo(TokenPrices.of("4", "20", "5", "8", "0.20"));
        assertThat(model.prices().fast()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "claude-opus-5-5, claude-opus-5-5",
        "simulated-claude-opus-5-5, claude-opus-5-5",
        "anthropic.claude-opus-5-5, claude-opus-5-5",
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0, claude-sonnet-4-5",
        "global.anthropic.claude-opus-4-6-v1, claude-opus-4-6",
        "us.anthropic.claude-opus-5-5-v1:0, claude-opus-5-5",
        "us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0, claude-sonnet-4-5",
        "anthropic.claude-sonnet-4-5-20250929-v1:0:200k, claude-sonnet-4-5",
        "us.anthropic.claude-opus-4-5-20251101-v1:0[1m], claude-opus-4-5",
        "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0, claude-haiku-4-5",
        "arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude-opus-5-5-v1:0, claude-opus-5-5",
        "claude-opus-4-5@20251101, claude-opus-4-5",
        "claude-opus-5-5@default, claude-opus-5-5",
        "claude-sonnet-4-5@20250929, claude-sonnet-4-5",
        "claude-haiku-4-5-20251001, claude-haiku-4-5",
        "' claude-opus-5 ', claude-opus-5",
    })
    void find_idOfAnyPlatform_findsTheModelUnderThatId(String id, String listed) {
        Capabilities expected = Catalogue.builtIn().get(listed);

        assertThat(Catalogue.builtIn().find(id)).contains(expected.withModel(id));
        assertThat(expected.isKnown()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gpt",
                "claude-opus",
                "claude-opus-5-5-5",
                "xclaude-opus-5",
                "claude-opus-5-2025092",
                "arn:aws:bedrock:us-east-1:1:application-inference-profile/claude-opus-4-5",
                "arn:aws:bedrock:us-east-1:1:provisioned-model/abcdef123456",
                "meta.llama4-v1:0"
            })
    void get_unknownId_isAssumedWithCare(String id) {
        assertThat(Catalogue.builtIn().find(id)).isEmpty();
        Capabilities assumed = Catalogue.builtIn().get(id);

        assertThat(assumed.isKnown()).isFalse();
        assertThat(assumed.model()).isEqualTo(id);
        assertThat(assumed.features().prefill()).isFalse();
        assertThat(Catalogue.builtIn().all()).allSatisfy(known -> {
            assertThat(assumed.outputTokens()).isLessThanOrEqualTo(known.outputTokens());
            assertThat(assumed.contextTokens()).isLessThanOrEqualTo(known.contextTokens());
            assertThat(assumed.prices().standard().output())
                    .isGreaterThanOrEqualTo(known.prices().standard().output());
        });
    }

    @Test
    void read_row_isUnderstoodCellByCell() {
        Capabilities model = read(HEADER + "\n" + ROW + "\n").get("m");

        assertThat(model.limits()).isEqualTo(new Limits(1_000, 100));
        assertThat(model.thinking())
                .isEqualTo(new Thinking(
                        Set.of(ThinkingMode.ADAPTIVE, ThinkingMode.DISABLED), ThinkingMode.ADAPTIVE, Effort.MAX));
        assertThat(model.effort()).isEqualTo(new EffortLevels(Set.of(Effort.LOW, Effort.HIGH), Effort.HIGH));
        assertThat(model.features()).isEqualTo(new RequestFeatures(false, true, false, true));
        assertThat(model.prices().standard()).isEqualTo(TokenPrices.of("1", "2", "3", "4", "5"));
        assertThat(model.prices().fast()).contains(TokenPrices.of("2", "4", "6", "8", "10"));
        assertThat(model.prices().longPrompt())
                .contains(new Prices.LongPrompt(50, TokenPrices.of("6", "7", "8", "9", "10")));
        assertThat(model.tokenizer()).isEqualTo(new Tokenizer(2.5, 512));
        assertThat(model.origin()).isEqualTo(new Origin.Listed("overview", LocalDate.of(2026, 11, 20)));
    }

    @Test
    void with_reportedPartsOfAnAssumedModel_onlyThinkingMakesItKnown() {
        Capabilities assumed = Catalogue.assumed("m");
        Capabilities described = assumed.withLimits(new Limits(9, 3)).withEffort(assumed.effort());

        assertThat(described.isKnown()).isFalse();
        assertThat(described.limits()).isEqualTo(new Limits(9, 3));
        assertThat(described.withThinking(assumed.thinking()).origin()).isEqualTo(new Origin.Reported());
        assertThat(assumed.withThinking(assumed.thinking())
                        .withLimits(new Limits(9, 3))
                        .isKnown())
                .isTrue();
        assertThat(Catalogue.builtIn()
                        .get("claude-opus-5-5")
                        .withLimits(new Limits(9, 3))
                        .origin())
                .isEqualTo(new Origin.Reported());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1_000;many;5;whole number",
                "1_000;0;5;whole number",
                "adaptive disabled;adaptive sometimes;19;some of [adaptive",
                "| no | yes;| no | maybe;79;yes or no",
                "1 2 3 4 5;1 2 3 4;96;5 numbers",
                "2026-11-20;20.11.2026;140;date",
                "| overview;| ;153;a text",
            })
    void read_cellThatDoesNotFit_namesFileLineAndColumn(String cell, String wrong, int column, String expected) {
        assertThatThrownBy(() -> read("# remark\n\n" + HEADER + "\n" + ROW.replace(cell, wrong)))
                .isInstanceOfSatisfying(CatalogueFormatException.class, e -> {
                    assertThat(e.line()).isEqualTo(4);
                    assertThat(e.column()).isEqualTo(column);
                    assertThat(e.file()).isEqualTo("test.txt");
                })
                .hasMessageStartingWith("test.txt:4:" + column + ": ")
                .hasMessageContaining(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"m | 1", "m", "|||||||||||||||||||||||||"})
    void read_wrongNumberOfCells_isRefused(String row) {
        assertThatThrownBy(() -> read(HEADER + "\n" + row))
                .isInstanceOf(CatalogueFormatException.class)
                .hasMessageContaining("20 columns");
    }

    @Test
    void read_headerOrModelOutOfPlace_isRefused() {
        assertThatThrownBy(() -> read(ROW)).hasMessageContaining("columns");
        assertThatThrownBy(() -> read(HEADER + "\n" + ROW + "\n" + ROW)).hasMessageContaining("twice");
    }

    private static Catalogue read(String table) {
        return Catalogue.read("test.txt", new StringReader(table));
    }
}
