package dev.perennial.simulator.demo;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs the user's own command and reports what it said. */
final class RunPlan {

    private static final Pattern EXIT = Pattern.compile("\\[exit code (\\d+)\\]\\s*$");
    private static final String FIND_TESTS =
            "if [ -x mvnw ] && [ -f pom.xml ]; then echo './mvnw -q test'; elif [ -f pom.xml ]; then echo 'mvn -q test'; elif [ -x gradlew ]; then echo './gradlew test'"
                    + "; elif [ -f build.gradle ] || [ -f build.gradle.kts ]; then echo 'gradle test'; elif [ -f package.json ]; then echo 'npm test'; elif [ -f Cargo.toml ]; then echo 'cargo test'"
                    + "; elif [ -f go.mod ]; then echo 'go test ./...'; elif [ -f pytest.ini ] || [ -f pyproject.toml ] || [ -d tests ] && ls tests/test_*.py >/dev/null 2>&1; then echo 'python3 -m pytest'; elif [ -f Makefile ] && grep -q '^test:' Makefile; then echo 'make test'; else echo none; fi";
    private static final int MOST_CHARACTERS = 6_000;

    private RunPlan() {}

    static Step plan(String command, Workplace workplace, Function<Finding, Step> then) {
        String script = "bash -c " + Shell.quote(command) + " </dev/null 2>&1; echo \"[exit code $?]\"";
        return Step.ask(
                "The user wants `" + command + "` to be run. I run it as it is and note its exit code.",
                workplace.tools().shell(script),
                outcome -> then.apply(finding(command, outcome)));
    }

    static Step tests(Workplace workplace, Function<Finding, Step> then) {
        return Step.ask(
                "The user wants the tests to be run. The build file tells how.",
                workplace.tools().shell(FIND_TESTS),
                outcome -> {
                    String command = outcome.text().strip();
                    return outcome.failed() || command.equals("none") || command.isEmpty()
                            ? then.apply(
                                    Finding.failed(
                                            "I found no build file here that tells how to run the tests. Tell me the command, for example: run `make check`."))
                            : plan(command, workplace, then);
                });
    }

    private static Finding finding(String command, Outcome outcome) {
        Matcher exit = EXIT.matcher(outcome.text());
        boolean ended = exit.find();
        String output = (ended ? outcome.text().substring(0, exit.start()) : outcome.text()).stripTrailing();
        String code = ended ? exit.group(1) : "";
        if (!ended && outcome.failed()) {
            return Finding.failed("Running `" + command + "` did not work: " + output);
        }
        String sentence = "`" + command + "` "
                + (code.isEmpty()
                        ? "ran"
                        : code.equals("0") ? "ended well (exit code 0)" : "failed with exit code " + code)
                + (output.isEmpty() ? " and printed nothing." : " and printed:");
        String shown = output.length() > MOST_CHARACTERS
                ? output.substring(0, MOST_CHARACTERS) + "\n… (" + (output.length() - MOST_CHARACTERS)
                        + " more characters)"
                : output;
        String fence = output.contains("```") ? "````" : "```";
        String answer = output.isEmpty() ? sentence : sentence + "\n\n" + fence + "\n" + shown + "\n" + fence;
        String bare = sentence.replaceFirst(" and printed:$", ".");
        return Finding.of(new Document.TextDocument(output), bare, answer);
    }

    static Step clock(Workplace workplace, Function<Finding, Step> then) {
        return Step.ask(
                "I have no clock of my own, but the shell has.",
                workplace.tools().shell("date"),
                outcome -> then.apply(
                        outcome.failed()
                                ? Finding.failed("I asked the shell for the time, but it said: "
                                        + outcome.text().strip())
                                : Finding.text(
                                        "The clock of this machine says: "
                                                + outcome.text().strip() + ".",
                                        outcome.text().strip())));
    }
}
