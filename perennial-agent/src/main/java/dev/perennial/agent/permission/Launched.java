package dev.perennial.agent.permission;

import static java.util.Map.entry;

import dev.perennial.agent.permission.ShellScript.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commands that a simple command has other programs run: what stands behind {@code bash -c}, {@code env X=1}, {@code xargs},
 * {@code find -exec} and their like, and the command itself without a path or assignments before it.
 */
final class Launched {

    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "zsh", "ksh", "ash");
    private static final Set<String> STANDARD_INPUT = Set.of("/dev/stdin", "/dev/fd/0", "/proc/self/fd/0");
    private static final Set<String> SHELL_OPTIONS_WITH_VALUE = Set.of("--rcfile", "--init-file");
    private static final Set<String> SEARCH_ACTIONS = Set.of("-exec", "-execdir", "-ok", "-okdir");
    private static final Set<String> SEARCH_ENDS = Set.of(";", "+");
    private static final Pattern COMMAND = Pattern.compile("(?:-[A-Za-z]*?c|--command=?)(?<text>.*)", Pattern.DOTALL);
    private static final Pattern SPLITTING =
            Pattern.compile("(?:-[iv0]*S|--split-string=?)(?<text>.*)", Pattern.DOTALL);

    /** How a program is called that runs the rest of its line. */
    private record Prefix(Set<String> optionsWithValue, int operands) {

        static Prefix of(String... optionsWithValue) {
            return new Prefix(Set.of(optionsWithValue), 0);
        }

        Prefix after(int count) {
            return new Prefix(optionsWithValue, count);
        }
    }

    private static final Prefix ENVIRONMENT = Prefix.of("-u", "--unset", "-C", "--chdir");
    private static final Prefix WATCH = Prefix.of("-n", "--interval");

    private static final Map<String, Prefix> PREFIXES = Map.ofEntries(
            entry(
                    "sudo",
                    Prefix.of("-u", "-g", "-p", "-C", "-D", "-h", "-r", "-t", "-U", "-R", "-T", "--user", "--group")),
            entry("doas", Prefix.of("-u", "-C")),
            entry("nohup", Prefix.of()),
            entry("setsid", Prefix.of()),
            entry("builtin", Prefix.of()),
            entry("command", Prefix.of()),
            entry("coproc", Prefix.of()),
            entry("fakeroot", Prefix.of()),
            entry("caffeinate", Prefix.of()),
            entry("unbuffer", Prefix.of()),
            entry("taskset", Prefix.of().after(1)),
            entry("chrt", Prefix.of().after(1)),
            entry("strace", Prefix.of("-a", "-e", "-o", "-P", "-p", "-s", "-S", "-u", "-E")),
            entry("exec", Prefix.of("-a")),
            entry("busybox", Prefix.of()),
            entry("time", Prefix.of("-f", "-o", "--format", "--output")),
            entry("nice", Prefix.of("-n", "--adjustment")),
            entry("ionice", Prefix.of("-c", "-n", "--class", "--classdata")),
            entry("stdbuf", Prefix.of("-i", "-o", "-e", "--input", "--output", "--error")),
            entry("timeout", Prefix.of("-k", "-s", "--kill-after", "--signal").after(1)),
            entry(
                    "flock",
                    Prefix.of("-w", "-E", "--timeout", "--wait", "--conflict-exit-code")
                            .after(1)),
            entry(
                    "xargs",
                    Prefix.of(
                            "-a",
                            "-d",
                            "-E",
                            "-I",
                            "-L",
                            "-n",
                            "-P",
                            "-s",
                            "--arg-file",
                            "--delimiter",
                            "--max-args",
                            "--max-procs",
                            "--max-chars")));

    private final Part part;
    private final List<String> words;

    private Launched(Part part) {
        this.part = part;
        this.words = part.words();
    }

    /** Those of one simple command, of which each may have others run in turn; empty if what it is given cannot be read. */
    static Optional<List<Part>> by(Part part) {
        return part.words().isEmpty() ? Optional.of(List.of()) : new Launched(part).commands();
    }

    private Optional<List<Part>> commands() {
        String program = words.getFirst();
        if (ShellScript.isAssignment(program)) {
            return command(rest(1));
        }
        if (program.contains("/")) {
            List<String> bare = new ArrayList<>(words);
            bare.set(0, program.substring(program.lastIndexOf('/') + 1));
            return bare.getFirst().isEmpty() ? Optional.of(List.of()) : command(bare);
        }
        if (SHELLS.contains(program)) {
            return script();
        }
        Prefix prefix = PREFIXES.get(program);
        return prefix == null ? builtIn(program) : prefixed(prefix);
    }

    private Optional<List<Part>> builtIn(String program) {
        return switch (program) {
            case "env" -> environment();
            case "su", "runuser", "script" -> scriptOf(COMMAND);
            case "watch" -> read(String.join(" ", behind(WATCH)));
            case "eval" -> read(String.join(" ", operands()));
            case "trap" -> operands().size() > 1 ? read(operands().getFirst()) : Optional.of(List.of());
            case ".", "source" ->
                operands().stream().limit(1).anyMatch(STANDARD_INPUT::contains) ? input() : Optional.of(List.of());
            case "find" -> Optional.of(searched());
            default -> Optional.of(List.of());
        };
    }

    /** The text behind {@code -c}, which is the first word that is no option; without a file, the standard input. */
    private Optional<List<Part>> script() {
        boolean given = false;
        boolean fromInput = false;
        for (int at = 1; at < words.size(); at++) {
            String word = words.get(at);
            boolean isOption = word.startsWith("-") || word.startsWith("+");
            if (!isOption) {
                boolean isInput = fromInput || STANDARD_INPUT.contains(word);
                return given ? read(word) : isInput ? input() : Optional.of(List.of());
            }
            boolean isCluster = !word.startsWith("--");
            given |= isCluster && word.contains("c");
            fromInput |= isCluster && word.contains("s");
            boolean takesNext =
                    isCluster ? word.contains("o") || word.contains("O") : SHELL_OPTIONS_WITH_VALUE.contains(word);
            at += takesNext ? 1 : 0;
        }
        return input();
    }

    private Optional<List<Part>> input() {
        return read(String.join("\n", part.inputs()));
    }

    /** What stands behind an option for it, as after {@code su -c}. */
    private Optional<List<Part>> scriptOf(Pattern option) {
        for (int at = 1; at < words.size(); at++) {
            Matcher matcher = option.matcher(words.get(at));
            if (matcher.matches()) {
                return read((matcher.group("text") + " " + String.join(" ", rest(at + 1))).strip());
            }
        }
        return Optional.of(List.of());
    }

    private Optional<List<Part>> environment() {
        boolean splits = words.stream().anyMatch(word -> SPLITTING.matcher(word).matches());
        return splits ? scriptOf(SPLITTING) : prefixed(ENVIRONMENT);
    }

    private Optional<List<Part>> prefixed(Prefix prefix) {
        List<String> inner = behind(prefix);
        boolean isScript = inner.size() > 1 && inner.getFirst().equals("-c"); // flock has it so
        return isScript ? read(inner.get(1)) : command(inner);
    }

    private List<String> behind(Prefix prefix) {
        int at = 1;
        while (at < words.size() && isOptionOrAssignment(words.get(at))) {
            at += prefix.optionsWithValue().contains(words.get(at)) ? 2 : 1;
        }
        return rest(at + prefix.operands());
    }

    private static boolean isOptionOrAssignment(String word) {
        return word.startsWith("-") || ShellScript.isAssignment(word);
    }

    private List<Part> searched() {
        List<Part> found = new ArrayList<>();
        for (int at = 1; at < words.size(); at++) {
            if (SEARCH_ACTIONS.contains(words.get(at))) {
                int end = at + 1;
                while (end < words.size() && !SEARCH_ENDS.contains(words.get(end))) {
                    end++;
                }
                command(words.subList(at + 1, end)).ifPresent(found::addAll);
                at = end;
            }
        }
        return found;
    }

    /** What stands behind the program, and behind the mark that ends its options. */
    private List<String> operands() {
        return rest(words.size() > 1 && words.get(1).equals("--") ? 2 : 1);
    }

    private List<String> rest(int from) {
        return words.subList(Math.min(from, words.size()), words.size());
    }

    private Optional<List<Part>> command(List<String> inner) {
        return Optional.of(inner.isEmpty() ? List.of() : List.of(part.running(inner)));
    }

    private static Optional<List<Part>> read(String script) {
        return ShellScript.parse(script).map(ShellScript::parts);
    }
}
