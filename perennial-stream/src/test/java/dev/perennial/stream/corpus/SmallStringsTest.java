package dev.perennial.stream.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SmallStringsTest {

    @Test
    void text_everyIndex_isEveryStringCutEverywhere() {
        SmallStrings all = SmallStrings.upTo(5);

        List<CorpusText> texts =
                LongStream.range(0, all.count()).mapToObj(all::text).toList();

        assertThat(texts).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected(5));
    }

    private static Set<CorpusText> expected(int longest) {
        Set<CorpusText> expected = new HashSet<>();
        Set<String> strings = Set.of("");
        for (int length = 1; length <= longest; length++) {
            strings = longer(strings);
            for (String string : strings) {
                for (int cut = 1; cut <= length; cut++) {
                    expected.add(new CorpusText(TextKind.SMALL, string, cut));
                }
            }
        }
        return expected;
    }

    private static Set<String> longer(Set<String> strings) {
        Set<String> longer = new HashSet<>();
        for (String string : strings) {
            for (char more : new char[] {'a', 'b', ' ', '\n'}) {
                longer.add(string + more);
            }
        }
        return longer;
    }

    @Test
    void count_ofUpToTen_isSumOfLengthTimesPowersOfFour() {
        assertThat(SmallStrings.upTo(10).count()).isEqualTo(13_514_980);
    }

    @Test
    void text_lastIndex_isTheLongestCutAtItsEnd() {
        SmallStrings all = SmallStrings.upTo(10);

        assertThat(all.text(all.count() - 1)).isEqualTo(new CorpusText(TextKind.SMALL, "\n".repeat(10), 10));
    }

    @Test
    void text_indexThatIsNone_isRefused() {
        SmallStrings all = SmallStrings.upTo(2);

        assertThatIllegalArgumentException().isThrownBy(() -> all.text(-1)).withMessageContaining("give 0 to 35");
        assertThatIllegalArgumentException().isThrownBy(() -> all.text(36)).withMessageContaining("index is 36");
    }

    @Test
    void upTo_lengthThatIsNone_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmallStrings.upTo(0))
                .withMessageContaining("give 1 to 10");
        assertThatIllegalArgumentException().isThrownBy(() -> SmallStrings.upTo(11));
    }
}
