package dev.perennial.simulator.demo;

import dev.perennial.simulator.demo.Intent.Append;
import dev.perennial.simulator.demo.Intent.Replace;
import java.util.List;
import java.util.function.Function;

/** Changes a file that exists: reads it, changes it, looks whether the change is there. */
final class EditPlan {

    private EditPlan() {}

    static Step append(Append append, Workplace workplace, Function<Finding, Step> then) {
        Place place = new Place(append.path(), true);
        String path = Shell.path(append.path());
        String state =
                "if [ -d " + path + " ]; then echo folder; elif [ -e " + path + " ]; then wc -l < " + path + "; [ -s "
                        + path + " ] && [ -n \"$(tail -c 1 " + path + ")\" ] && echo open; true; else echo none; fi";
        return Step.ask(
                "I look at the end of `" + append.path() + "` before I add to it.",
                workplace.tools().shell(state),
                outcome -> {
                    List<String> lines =
                            outcome.text().strip().lines().map(String::strip).toList();
                    if (lines.isEmpty() || lines.contains("folder") || outcome.failed()) {
                        return then.apply(Finding.failed("I could not add to `" + place.path() + "`: "
                                + (lines.contains("folder")
                                        ? "it is a folder."
                                        : outcome.text().strip())));
                    }
                    return add(append, lines, workplace, then);
                });
    }

    private static Step add(Append append, List<String> state, Workplace workplace, Function<Finding, Step> then) {
        String path = Shell.path(append.path());
        boolean created = state.contains("none");
        String text = append.text().endsWith("\n") ? append.text() : append.text() + "\n";
        String write = append.first() && !created
                ? "{ printf '%s\\n' " + Shell.quote(append.text()) + "; cat -- " + path + "; } > " + path
                        + ".new && cat -- " + path + ".new > " + path + " && rm -f -- " + path + ".new"
                : Shell.write(">>", append.path(), (state.contains("open") ? "\n" : "") + text);
        String check = append.first() ? "head -n 3 " : "tail -n 3 ";
        return Step.ask(
                created ? "The file does not exist yet, so it begins with this line." : "Now I add the text.",
                workplace.tools().shell(write + "\nwc -l < " + path + "; " + check + path),
                outcome -> {
                    if (outcome.failed()) {
                        return then.apply(Finding.failed("Adding to `" + append.path() + "` failed: "
                                + outcome.text().strip()));
                    }
                    String lines = outcome.text()
                            .strip()
                            .lines()
                            .findFirst()
                            .orElse("?")
                            .strip();
                    String where = append.first() ? "at the top of" : "at the end of";
                    return then.apply(Finding.text(
                            (created ? "There was no `" + append.path() + "`, so I made it with" : "I added") + " \""
                                    + append.text() + "\"" + (created ? "." : " " + where + " `" + append.path() + "`.")
                                    + (lines.matches("\\d+")
                                            ? " It has " + Intent.Metric.LINES.of(Long.parseLong(lines)) + " now."
                                            : ""),
                            ""));
                });
    }

    static Step replace(Replace replace, Workplace workplace, Function<Finding, Step> then) {
        Place place = new Place(replace.path(), true);
        String path = Shell.path(replace.path());
        String look = Scripts.withFile(
                place, "grep -F -o -e " + Shell.quote(replace.before()) + " " + path + " | wc -l; wc -c < " + path);
        return Step.ask(
                "First I see how often \"" + replace.before() + "\" occurs in `" + replace.path() + "`.",
                workplace.tools().shell(look),
                outcome -> {
                    Looked looked = Looked.of(outcome);
                    return switch (looked.state()) {
                        case MISSING -> then.apply(Finding.failed(Missing.of(place, looked.lines())));
                        case DENIED ->
                            then.apply(Finding.failed("I may not read `" + replace.path() + "`: permission denied."));
                        case FOLDER -> then.apply(Finding.failed("`" + replace.path() + "` is a folder."));
                        case UNMARKED ->
                            then.apply(Finding.failed(
                                    "That did not work: " + outcome.text().strip()));
                        case FILE -> change(replace, looked.lines(), workplace, then);
                    };
                });
    }

    private static Step change(Replace replace, List<String> lines, Workplace workplace, Function<Finding, Step> then) {
        long count = lines.isEmpty() || !lines.getFirst().strip().matches("\\d+")
                ? 0
                : Long.parseLong(lines.getFirst().strip());
        if (count == 0) {
            return then.apply(Finding.failed(
                    "`" + replace.path() + "` does not contain \"" + replace.before() + "\", so I changed nothing."));
        }
        boolean editor = count == 1
                && workplace.tools().hasEditor()
                && workplace.absolute(replace.path()).isPresent();
        Call call = editor
                ? workplace
                        .tools()
                        .replace(workplace.absolute(replace.path()).orElseThrow(), replace.before(), replace.after())
                : workplace.tools().shell(byAwk(replace));
        return Step.ask(
                "It occurs " + (count == 1 ? "once" : count + " times") + ". I replace "
                        + (count == 1 ? "it" : "all of them") + (editor ? " with the editor." : " with the shell."),
                call,
                outcome -> editor && outcome.failed()
                        ? Step.ask(
                                "The editor refused, so I let the shell do it.",
                                workplace.tools().shell(byAwk(replace)),
                                again -> check(replace, count, again, workplace, then))
                        : check(replace, count, outcome, workplace, then));
    }

    /** Literal text, no patterns: sed would take some characters for its own. */
    private static String byAwk(Replace replace) {
        String path = Shell.path(replace.path());
        return "OLD=" + Shell.quote(replace.before()) + " NEW=" + Shell.quote(replace.after())
                + " awk '{ s = $0; r = \"\"; o = ENVIRON[\"OLD\"]\n  while ((i = index(s, o)) > 0) { r = r substr(s, 1, i - 1) ENVIRON[\"NEW\"]; s = substr(s, i + length(o)) }\n  print r s }' "
                + path + " > " + path + ".new && cat -- " + path + ".new > " + path + "; rm -f -- " + path + ".new";
    }

    private static Step check(
            Replace replace, long count, Outcome outcome, Workplace workplace, Function<Finding, Step> then) {
        if (outcome.failed()) {
            return then.apply(Finding.failed("Replacing in `" + replace.path() + "` failed: "
                    + outcome.text().strip()));
        }
        String look = "grep -n -F -e " + Shell.quote(replace.after()) + " " + Shell.path(replace.path())
                + " | cut -c 1-200 | head -n 5; true";
        return Step.ask("I look at the result.", workplace.tools().shell(look), result -> {
            boolean there = replace.after().isEmpty()
                    || result.text()
                            .contains(replace.after().lines().findFirst().orElse(""));
            String done = "I replaced \"" + replace.before() + "\" by \"" + replace.after() + "\" in `" + replace.path()
                    + "`" + (count == 1 ? " (once)." : " (" + count + " times).");
            return then.apply(
                    there
                            ? Finding.text(done, "")
                            : Finding.failed("The replacement in `" + replace.path() + "` did not take effect."));
        });
    }
}
