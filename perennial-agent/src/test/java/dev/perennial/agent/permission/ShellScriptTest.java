package dev.perennial.agent.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ShellScriptTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '¤',
            value = {
                "git status § git status",
                "git status && rm -rf x § git status¦rm -rf x",
                "a; b & c | d || e § a¦b¦c¦d¦e",
                "a\\nb # rm x\\nc § a¦b¦c",
                "echo 'a; b' \"c && d\" § echo 'a; b' 'c && d'",
                "echo a\\\\;b § echo a;b",
                "echo $(rm x) § rm x¦echo $()",
                "echo \"$(rm x; ls)\" § rm x¦ls¦echo $()",
                "echo `rm x` § rm x¦echo ``",
                "if true; then rm x; else ls; fi § true¦rm x¦ls",
                "for f in *.c; do rm $f; done § for f in *.c¦rm $f",
                "while read x; do echo $x; done < in § read x¦echo $x¦",
                "(cd a && make) § cd a¦make",
                "{ a; b; } § a¦b",
                "f() { rm x; }; f § f¦rm x¦f",
                "cat > out <<'E'\\nrm $(x) 'open\\nE\\nls § cat¦ls",
                "cat <<E\\n$(rm x)\\nE\\nls § cat¦rm x¦ls",
                "cat <<-E\\n\\tx\\n\\tE\\nls § cat¦ls",
                "cat <<<'rm x' a § cat a",
                "diff <(ls a) <(ls b) § ls a¦ls b¦diff",
                "echo $((1 + 2)) § echo $((…))",
                "echo ${x:-$(rm x)} § rm x¦echo '${x:-$(rm x)}'",
                "a 2>&1 >/dev/null § a",
                "a &>log § a",
                "echo \"it's\" § echo it's",
                "echo $'a\\\\'b' § echo a'b",
                "$'\\\\x72\\\\155' $'\\\\u00e9\\\\tb' § rm 'é\\tb'",
                "$\"rm\" \"5$'\" \"$\" § rm 5$' $",
                "\"r\\\\\\nm\" \"\\\\d\\\\$\" § rm \\\\d$",
                "r{m..m} -{r,f} {x,y{1..2}}z {a} 'b{c,d}' § rm -r -f xz y1z y2z {a} b{c,d}",
                "{rm,-r} {,a}b {1..9999} > {c,d} § rm -r b ab {1..9999}",
                "function f { rm x; }; f § function f¦rm x¦f",
                "coproc w { rm x; } § coproc w¦rm x",
                "time -p rm x § rm x",
                "echo $((rm x); ls) § rm x¦ls¦echo $()",
                "echo \"$((rm x) )\" ${y:-$((rm z);)} § rm x¦rm z¦echo $() '${y:-$((rm z);)}'",
                "echo \"$( (a); rm x )\" § a¦rm x¦echo $()",
                "x=$(case x in a) b;; esac); c § case x in a¦b¦x=$()¦c",
                "echo \"$(case x in a) b;; (c) rm x;; esac; d)\" § case x in a¦b¦c¦rm x¦d¦echo $()",
                "echo $(( (1 + $(rm x)) * 2 )) § rm x¦echo $((…))",
                "x=1 y=2 make § x=1 y=2 make",
                "case $x in a) rm x;; esac § case $x in a¦rm x",
                "diff <(a)#; b § a¦diff #¦b",
                "((x = 1 << 2)) && a\\nb § a¦b",
                "((a) || b); (( x[$(c)] )) § a¦b¦c",
                "echo $((a) && (b)) § a¦b¦echo $()",
                "echo $(( \"$x\" << $(wc -l <\"f\") )) § wc -l¦echo $((…))",
                "cat <<\\\\;\\n;\\na § cat¦a",
                "cat <<-E\\n  E\\n: <<'Q'\\nE\\na\\nQ § cat¦a¦Q",
                "echo \"`echo \\\\\"\\\\$(a)\\\\\"`\" § a¦echo $()¦echo ``",
            })
    void parse_command_findsItsSimpleCommands(String command, String parts) {
        ShellScript script = ShellScript.parse(unescaped(command)).orElseThrow();
        assertThat(script.parts().stream().map(ShellScript.Part::text))
                .containsExactlyInAnyOrder(unescaped(parts).split("¦", -1));
    }

    @Test
    void parse_textsAsInput_belongToTheirCommand() {
        List<ShellScript.Part> parts = ShellScript.parse("a <<X | b -c <<-'Y' && c <<<'d e'\n1\nX\n\t2\n\tY\nf")
                .orElseThrow()
                .parts();

        assertThat(parts).extracting(ShellScript.Part::text).containsExactly("a", "b -c", "c", "f");
        assertThat(parts)
                .extracting(ShellScript.Part::inputs)
                .containsExactly(List.of("1\n"), List.of("\t2\n"), List.of("d e"), List.of());
    }

    @Test
    void parse_moreBracesThanAnybodyReads_isNothing() {
        assertThat(ShellScript.parse("{".repeat(100_000) + "}".repeat(100_000))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo {1..100}{1..100}", "echo {a,{1..90}{1..90}}"})
    void parse_bracesThatMakeTooMuch_isNothing(String command) {
        assertThat(ShellScript.parse(command)).isEmpty();
    }

    private static String unescaped(String text) {
        return text.replace("\\\\", "\u0000")
                .replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace('\u0000', '\\');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"echo 'a", "echo \"a", "echo $(a", "echo `a", "echo ${a", "echo $((1", "cat <(a", "echo \"$(a\""
            })
    void parse_somethingWithoutEnd_isNothing(String command) {
        assertThat(ShellScript.parse(command)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat <<$(a)\n$(a)\nb",
                "cat <<${a b}\n${a b}\nc",
                "cat <<$'E'\nE\na",
                "cat <<\"a\\\"b\"\na\"b\nc",
                "echo $(cat <<E)\n: <<'Q'\nE\na\nQ",
                "echo ${x:-\"}\"}; a; echo \"\" #\"",
                "echo $((\")) \"; a); (echo \" ))\")) #\"",
            })
    void parse_endThatDependsOnWhatIsUnusual_isNothing(String command) {
        assertThat(ShellScript.parse(command)).isEmpty();
    }

    @Test
    void parse_carriageReturn_isACharacterAsAnyOther() {
        assertThat(ShellScript.parse("cat <<E\r\nE\r\na\r#b; c").orElseThrow().parts())
                .extracting(ShellScript.Part::text)
                .containsExactly("cat", "'a\r#b'", "c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"ls a|true", "ls >a|false", "ls <a|false", "ls $(a)|false", "ls `a`|false", "ls 2>&1|false"})
    void parse_redirectionOrSubstitution_isNotPlain(String command, boolean plain) {
        assertThat(ShellScript.parse(command).orElseThrow().parts())
                .last()
                .satisfies(part -> assertThat(part.plain()).isEqualTo(plain));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void parse_anyText_comesToAnEnd(long seed) {
        Random random = new Random(seed);
        String[] pieces = {
            "'",
            "\"",
            "`",
            "$(",
            "$((",
            "${",
            ")",
            "}",
            "<<E\n",
            "E\n",
            "<",
            ">",
            "&",
            "|",
            ";",
            "\\",
            "#",
            "a",
            " ",
            "\n",
            "{",
            "}",
            ",",
            "..",
            "case ",
            "esac ",
            "$'",
            "<<<",
            "time ",
            "function "
        };
        for (int round = 0; round < 5_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            assertThat(ShellScript.parse(text.toString())).isNotNull();
        }
    }
}
