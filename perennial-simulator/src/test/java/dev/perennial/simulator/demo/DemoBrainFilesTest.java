package dev.perennial.simulator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.simulator.demo.Workshop.Offer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DemoBrainFilesTest {

    private static final String HEADLINE = "Count the lines of Java in each module and write the table to report.md";

    @TempDir
    Path folder;

    private Workshop both() {
        return new Workshop(folder, Offer.BASH, Offer.EDITOR);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void headline_generatedTree_reportsEveryModuleToTheLine(long seed) throws IOException {
        Map<String, Long> expected = modules(new Random(seed));
        Workshop workshop = both();

        String answer = workshop.ask(HEADLINE);

        long total = expected.values().stream().mapToLong(Long::longValue).sum();
        expected.forEach((module, lines) ->
                assertThat(workshop.read("report.md")).contains("| " + module + " | " + lines + " |\n"));
        assertThat(workshop.read("report.md"))
                .contains("| Total | " + total + " |\n")
                .startsWith("# Lines of Java per module\n");
        assertThat(answer).contains(total + " lines").contains("`report.md`");
        assertThat(workshop.thoughts)
                .hasSizeGreaterThan(2)
                .allSatisfy(thought -> assertThat(thought).endsWith("."));
    }

    /** Writes a tree and counts by itself: each file for the deepest module around it. */
    private Map<String, Long> modules(Random random) throws IOException {
        Map<String, Long> lines = new TreeMap<>();
        String[] names = {"core", "core/api", "web app", "it's", "tools/deep/one", "empty"};
        both().with("pom.xml", "<project/>")
                .with("target/Old.java", "x\n")
                .with("node_modules/a/B.java", "x\n")
                .with(".git/C.java", "x\n");
        for (String name : names) {
            both().with(name + "/pom.xml", "<project/>");
            lines.put(name, 0L);
            for (int file = 0; !name.equals("empty") && file < 1 + random.nextInt(4); file++) {
                int count = random.nextInt(40);
                String end = random.nextBoolean() ? "no newline" : "";
                both().with(name + "/src/p" + file + "/F " + file + ".java", "line\n".repeat(count) + end)
                        .with(name + "/src/F" + file + ".txt", "a\n");
                lines.merge(name, (long) count, Long::sum);
            }
        }
        both().with("Loose.java", "a\nb\n");
        lines.put("(root)", 2L);
        return lines;
    }

    @Test
    void headline_existingReport_isReplaced() {
        Workshop workshop =
                both().with("a/pom.xml", "").with("a/A.java", "1\n2\n").with("report.md", "old\nold\n");

        assertThat(workshop.ask(HEADLINE)).contains("replaced");
        assertThat(workshop.read("report.md")).contains("| a | 2 |").doesNotContain("old");
    }

    @ParameterizedTest
    @EnumSource(Offer.class)
    void count_oneToolOnly_saysWhatItCanSee(Offer offer) {
        Workshop workshop = new Workshop(folder, offer).with("a.java", "1\n2\n").with("b.java", "3\n");

        assertThat(workshop.ask("How many lines of Java are here?"))
                .contains("3 lines")
                .contains("2 Java files");
    }

    @Test
    void count_emptyFolder_writesATableWithoutRows() {
        Workshop workshop = both();

        assertThat(workshop.ask(HEADLINE)).contains("no Java files").contains("0 lines");
        assertThat(workshop.read("report.md")).contains("| Total | 0 |");
    }

    @Test
    void count_missingFolder_writesNothing() {
        Workshop workshop = both();

        assertThat(workshop.ask("Count the lines of Java in the folder nowhere and write it to r.md"))
                .contains("no file or folder `nowhere`")
                .contains("did not write `r.md`");
        assertThat(folder.resolve("r.md")).doesNotExist();
    }

    @Test
    void count_oddNames_areCountedRight() {
        Workshop workshop = both().with("a\nb.py", "1\n2\n")
                .with("-n.py", "1\n")
                .with("it's \"q\".py", "1\n2\n3\n")
                .with("total", "x\n")
                .with("$(touch hacked).py", "1\n");

        assertThat(workshop.ask("count the lines of python")).contains("7 lines in 4 Python files");
        assertThat(folder.resolve("hacked")).doesNotExist();
    }

    @Test
    void count_manyFiles_writesARowForEach() {
        Workshop workshop = both();
        for (int i = 0; i < 600; i++) {
            workshop.with("d" + i % 7 + "/f" + i + ".txt", "x\n".repeat(i % 5));
        }

        assertThat(workshop.ask("number of lines per file for *.txt and save it as lines.csv"))
                .contains("1200 lines in 600 .txt files");
        assertThat(workshop.read("lines.csv").lines()).hasSize(602).contains("d0/f497.txt,2", "Total,1200");
    }

    @Test
    void count_csvAndJson_areWellFormed() {
        Workshop workshop = both().with("a,b/x.md", "1\n").with("c/y.md", "1\n2\n");

        workshop.ask("count the lines of markdown files per folder and write it to o.csv");
        workshop.ask("count the lines of markdown files in c as json to o.json");

        assertThat(workshop.read("o.csv")).isEqualTo("folder,lines\n\"a,b\",1\nc,2\nTotal,3\n");
        assertThat(workshop.read("o.json")).contains("\"lines\" : 2");
    }

    @Test
    void count_folderNamedTarget_isNotLeftOutWhenAskedFor() {
        Workshop workshop = both().with("target/A.java", "1\n").with("B.java", "1\n2\n");

        assertThat(workshop.ask("count java lines in target")).contains("1 line in 1 Java file");
        assertThat(workshop.ask("count java lines"))
                .contains("2 lines in 1 Java file")
                .contains("Left out: `target`");
    }

    @Test
    void write_givenText_isExact() {
        Workshop workshop = both();

        String answer = workshop.ask("Create notes/a.txt with the text \"it's $HOME `x` \\n & <b>\"");

        assertThat(workshop.read("notes/a.txt")).isEqualTo("it's $HOME `x` \\n & <b>\n");
        assertThat(answer).contains("`notes/a.txt`").contains("newline at its end");
    }

    @Test
    void edit_replaceAndAppend_changeOnlyWhatWasAsked() {
        Workshop workshop = both().with("n.txt", "a.c & abc\na.c");

        assertThat(workshop.ask("replace \"a.c\" by \"x&\\1\" in n.txt")).contains("2 times");
        assertThat(workshop.ask("add the line \"end\" to n.txt")).contains("3 lines");
        assertThat(workshop.read("n.txt")).isEqualTo("x&\\1 & abc\nx&\\1\nend\n");
        assertThat(workshop.ask("replace zzz by y in n.txt")).contains("changed nothing");
    }

    @Test
    void run_failingCommand_reportsItsExitCode() {
        assertThat(both().ask("run `echo out; echo err >&2; exit 3` and tell me what happened"))
                .contains("exit code 3")
                .contains("out\nerr");
        assertThat(both().ask("run `echo 'unbalanced`")).contains("exit code");
    }

    @Test
    void look_searchShowSummarise_sayWhatIsThere() {
        Workshop workshop = both().with(
                        "src/A.java", "package p;\n\nimport x.Y;\n\n/** Does it. */\nclass A {\n  // TODO\n}\n")
                .with("README.md", "# Title\n\nFirst words. More.\n\n## Part\n");

        assertThat(workshop.ask("Which files mention TODO?"))
                .contains("src/A.java")
                .contains("1 file");
        assertThat(workshop.ask("show me the first line of README.md"))
                .contains("# Title")
                .doesNotContain("First words");
        assertThat(workshop.ask("Summarise README.md"))
                .contains("5 lines")
                .contains("Title")
                .contains("Part")
                .contains("First words.");
        assertThat(workshop.ask("what does src/A.java do?"))
                .contains("`p`")
                .contains("1 import")
                .contains("`A`")
                .contains("Does it.");
        assertThat(workshop.ask("which files mention nothingatall?")).contains("No file");
        assertThat(workshop.ask("what is in this folder?"))
                .contains("README.md")
                .contains("src/");
        assertThat(workshop.ask("show nope.txt")).contains("no file `nope.txt`");
    }

    @Test
    void followUps_sameConversation_workOnWhatWasAsked() {
        Workshop workshop = both().with("m/pom.xml", "").with("m/A.java", "1\n").with("m/a.py", "1\n2\n");

        workshop.ask("Count the lines of Java in each module");
        assertThat(workshop.ask("now do the same for Python")).contains("| m | 2 |");
        assertThat(workshop.ask("and save that to b.md")).contains("`b.md`");
        assertThat(workshop.read("b.md")).contains("| m | 2 |");
    }

    @Test
    void several_oneRequest_areDoneInTurn() {
        Workshop workshop = both();

        assertThat(workshop.ask("Create h.sh that prints \"hi there\" and then run `sh h.sh`"))
                .contains("`h.sh`")
                .contains("hi there")
                .contains("exit code 0");
    }

    @Test
    void write_workingFolderUnknown_asksTheShell() {
        Workshop workshop = both().system("");

        workshop.ask("write 'x' to x.txt");

        assertThat(workshop.read("x.txt").getBytes(StandardCharsets.UTF_8)).isEqualTo(new byte[] {'x', '\n'});
        assertThat(Files.exists(folder.resolve("x.txt"))).isTrue();
    }
}
