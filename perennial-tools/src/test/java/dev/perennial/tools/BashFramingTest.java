package dev.perennial.tools;

import static dev.perennial.tools.Calls.command;
import static dev.perennial.tools.Calls.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.agent.ToolResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class BashFramingTest {

    @TempDir
    Path folder;

    private BashTool bash = new BashTool(BashSettings.in(Path.of("")));

    @BeforeEach
    void open() {
        bash = new BashTool(BashSettings.in(folder));
    }

    @AfterEach
    void close() {
        bash.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat <<EOF\nno end",
                "cat <<EOF\nno end\n",
                "echo 'open",
                "echo \"open",
                "echo `open",
                "echo $(open",
                "echo \"$(open",
                "x=$(",
                "echo a; if $(open",
                "echo ${open",
                "echo $((1 + ",
                "for",
                "for i in 1 2; do",
                "case x in",
                "if true; then",
                "f() {",
                "{ echo a",
                "( echo a",
                "[[ a",
                ")",
                "}",
                ";;",
                "done",
                "echo a &",
                "echo a &\n",
                "echo a\\",
                "echo a\\\n",
                "echo a # comment",
                "# comment",
                "",
                " ",
                "\n",
                "\n\n;",
                "echo a\n",
                "echo a |",
                "echo a &&",
                "&",
                "!",
                "cat",
                "read -r line",
                "read -r line; echo \"got $line\"",
                "exec 3<&0",
                "exec 3<&0; exec </etc/passwd",
                "exec 0<&-",
                "exec 1>&-",
                "exec 2>&- 1>&2",
                "exec >/dev/null 2>&1",
                "exec </dev/null",
                "set -x",
                "set -v",
                "set -C",
                "set -u",
                "set -f",
                "IFS=xyz",
                "trap 'echo debug' DEBUG",
                "trap 'echo err' ERR; false",
                "set -o posix",
                "shopt -s expand_aliases; alias echo='echo aliased'; alias eval=false; alias printf=false",
                "printf() { false; }; eval() { false; }; exit() { :; }",
                "PATH=",
                "return 3",
                "break",
                "unset -f nothing; declare -r READONLY=1",
                "stty -a",
                "printf '\\r\\b\\0\\1\\377'",
                "head -c 100000 /dev/urandom",
                "history -c",
                "fc -l",
                "logout",
                "suspend",
                "jobs; fg; bg; wait",
                "coproc cat",
                "ulimit -c 0",
                "umask 077",
                "PS4='+ '; set -x; true",
                "exec 5>&1; echo a >&5",
                "wait -n",
                "set -n",
                "set -n; echo never",
                "set -euo pipefail",
                "set -o noexec",
                "builtin() { :; }",
                "builtin() { echo mine; return 5; }; false",
                "set() { :; }; unset() { :; }; jobs() { :; }; builtin() { :; }",
                "enable -n builtin",
                "enable -n eval",
                "set -e; enable -n eval enable",
                "enable -n eval printf set unset",
                "shopt -s extdebug; trap false DEBUG",
                "trap 'exit 3' DEBUG",
                "trap 'kill -9 $$' ERR; false",
                "trap 'echo out; sleep 0.01' EXIT; exit 4",
                "trap '' TERM INT HUP",
                "shopt -s expand_aliases; alias '{'=false; alias '__perennial=0'=false",
                "readonly __perennial=1",
                "readonly POSIXLY_CORRECT=1",
                "unset PERENNIAL_SHELL; export -n PATH",
                "exec 255<&-",
                "exec 255</dev/null",
                "disown -a"
            })
    void run_anyFragment_endsAndLeavesTheShellUsable(String fragment) throws Exception {
        command(bash, fragment);
        assertThat(text(command(bash, "set +f; unset IFS; trap - DEBUG ERR; unalias -a; \\builtin echo usable")))
                .contains("usable");
    }

    @Test
    void run_syntaxError_isToldAndTheShellLives() throws Exception {
        command(bash, "kept=yes");
        ToolResult result = command(bash, "echo 'open");
        assertThat(result.isError()).isTrue();
        assertThat(text(result))
                .contains("unexpected EOF while looking for matching")
                .contains("exit code ");
        assertThat(text(command(bash, "echo $kept"))).isEqualTo("yes");
    }

    @Test
    void run_heredocWithoutEnd_givesItsText() throws Exception {
        assertThat(text(command(bash, "cat <<EOF\nline one\nline two\nEOF"))).isEqualTo("line one\nline two");
        assertThat(text(command(bash, "cat 2>/dev/null <<EOF\nline one"))).contains("line one");
    }

    @Test
    void run_commandThatReadsStandardInput_findsItEmpty() throws Exception {
        assertThat(text(command(bash, "cat | wc -c; read -r x || echo none"))).isEqualTo("0\nnone");
    }

    @Test
    void run_backgroundJob_returnsAtOnceAndTellsTheProcess() throws Exception {
        ToolResult result = command(bash, Sleeps.command(9) + " & echo \"started $!\"");
        assertThat(result.isError()).isFalse();
        String pid = text(result).lines().findFirst().orElseThrow().substring("started ".length());
        assertThat(text(result)).contains("Running in the background", "[1] process " + pid, "sleep");
        assertThat(text(command(bash, "kill -0 " + pid + " && echo runs"))).isEqualTo("runs");
    }

    @Test
    void run_outputOfEarlierBackgroundJob_neitherBlocksNorKillsItNorShowsUpLater() throws Exception {
        Path done = folder.resolve("done");
        command(
                bash,
                "mkfifo go; (read x <go; for i in {1..20000}; do echo noise$i; done; echo ok >done.tmp; mv done.tmp done) &");
        command(bash, "echo start >go");
        String later = text(command(bash, "until [ -e done ]; do sleep 0.01; done; echo later"));
        assertThat(later).startsWith("later").doesNotContain("noise1");
        assertThat(done).hasContent("ok");
    }

    @Test
    void run_manyBackgroundJobs_eachCallStillWorks() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(text(command(bash, "(while :; do sleep 100; done) & echo call" + i)))
                    .startsWith("call" + i);
        }
        assertThat(text(command(bash, "jobs -p | wc -l"))).isEqualTo("20");
    }

    @Test
    void run_outputWithRecordsOfEarlierCalls_passesUnharmed() throws Exception {
        command(bash, "trap 'printf \"%s\\n\" \"$BASH_COMMAND\" >>spied' DEBUG");
        command(bash, "true");
        command(bash, "true");
        command(bash, "trap - DEBUG");
        assertThat(Files.readString(folder.resolve("spied"))).contains("finished");
        String spied = text(
                command(
                        bash,
                        "grep -ao $'\\x01[-_0-9A-Za-z]*' spied | while read -r s; do printf '%sfinished 0\\n\\n%s' \"$s\" \"$s\"; done; echo end"));
        assertThat(spied).contains("finished 0").endsWith("end");
        assertThat(text(command(bash, "echo next"))).isEqualTo("next");
    }

    @Test
    void run_characterSplitOverTwoWrites_isWhole() throws Exception {
        assertThat(text(command(bash, "printf '\\xe2'; sleep 0.02; printf '\\x82'; sleep 0.02; printf '\\xac'")))
                .isEqualTo("€");
    }

    @Test
    void run_binaryOutput_isMarkedNotFatal() throws Exception {
        assertThat(text(command(bash, "printf 'a\\0b\\xffc\\xe2\\x82'"))).isEqualTo("a\ufffdb\ufffdc\ufffd");
    }

    @Test
    void run_colouredOutput_comesWithoutEscapeSequences() throws Exception {
        assertThat(text(command(bash, "printf '\\033[1;31mred\\033[0m \\033]0;title\\007plain'")))
                .isEqualTo("red plain");
    }

    @Test
    void run_commandInOtherScripts_keepsItsCharacters() throws Exception {
        assertThat(text(command(bash, "echo 'grüße 漢字 🎉'"))).isEqualTo("grüße 漢字 🎉");
    }

    @Test
    void run_longCommand_isTakenWhole() throws Exception {
        String words = "word ".repeat(60_000);
        assertThat(text(command(bash, "cat <<'EOF' | wc -c\n" + words + "\nEOF")))
                .isEqualTo("300001");
    }

    @Test
    void run_errexitAndFailingCommand_keepsVariablesWhereTheShellLives() throws Exception {
        command(bash, "kept=yes; set -u");
        assertThat(text(command(bash, "echo \"$kept$nothing\""))).isEqualTo("yes");
        command(bash, "set -xv");
        assertThat(text(command(bash, "echo quiet"))).isEqualTo("quiet");
    }

    @Test
    void run_functionNamedBuiltin_keepsTheShellAndItsExitCode() throws Exception {
        command(bash, "kept=yes");
        assertThat(text(command(bash, "builtin() { :; }; (exit 7)"))).endsWith("exit code 7");
        assertThat(text(command(bash, "echo $kept"))).isEqualTo("yes");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void run_noexec_saysThatTheShellWasEnded() throws Exception {
        ToolResult result = command(bash, "echo before; set -n; echo never");
        assertThat(result.isError()).isTrue();
        assertThat(text(result))
                .startsWith("before\n")
                .contains("set -n", "fresh shell")
                .doesNotContain("never");
    }

    @Test
    void run_severalJobs_areAllListedUntilTheyEnd() throws Exception {
        ToolResult started =
                command(bash, Sleeps.command(10) + " & " + Sleeps.command(11) + " & " + Sleeps.command(12) + " &");
        assertThat(text(started)).contains("[1] process ", "[2] process ", "[3] process ");
        assertThat(text(command(bash, "echo nothing new"))).startsWith("nothing new");
        String ended = text(command(bash, "kill %1 %2; wait %1 %2; echo killed"));
        assertThat(ended).contains("killed", "[Ended in the background: [1] process ");
        assertThat(text(command(bash, "echo same"))).isEqualTo("same");
    }

    @Test
    void run_hugeOutput_comesWhole() throws Exception {
        ToolResult result = command(bash, "echo first; yes 0123456789 | head -c 5000000; echo; echo last");
        assertThat(result.isError()).isFalse();
        assertThat(text(result)).startsWith("first\n").endsWith("\nlast").hasSize(6 + 5_000_000 + 1 + 4);
    }

    @Test
    void run_withLimits_areThoseOfEveryProcess() throws Exception {
        ShellLimits limits = new ShellLimits(OptionalLong.of(60), OptionalLong.of(4096), OptionalLong.of(1));
        try (BashTool limited = new BashTool(BashSettings.in(folder).withLimits(limits))) {
            assertThat(text(command(limited, "ulimit -t; ulimit -v"))).isEqualTo("60\n4194304");
            ToolResult result = command(limited, "head -c 3000000 /dev/zero >big");
            assertThat(result.isError()).isTrue();
            assertThat(folder.resolve("big")).hasSize(1 << 20);
        }
    }
}
