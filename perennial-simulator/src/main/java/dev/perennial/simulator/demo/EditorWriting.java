package dev.perennial.simulator.demo;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Writes a file where there is an editor but no shell. */
final class EditorWriting {

    private final Workplace workplace;
    private final String path;
    private final Function<String, Step> then;

    EditorWriting(Workplace workplace, String path, Function<String, Step> then) {
        this.workplace = workplace;
        this.path = path;
        this.then = then;
    }

    Step write(Finding finding, String text) {
        if (!workplace.tools().hasEditor()) {
            return then.apply(
                    finding.answer() + "\n\nI cannot write `" + path + "`: no tool that writes files was offered.");
        }
        Optional<String> absolute = workplace.absolute(path);
        if (absolute.isEmpty()) {
            return then.apply(
                    finding.answer() + "\n\nI did not write `" + path
                            + "`: the editor needs an absolute path and I do not know the working folder. Ask again with the whole path.");
        }
        Call create = workplace.tools().create(absolute.get(), text);
        return Step.ask(
                "I create the file with the editor.",
                create,
                outcome -> outcome.failed()
                        ? overwrite(finding, text, absolute.get(), outcome)
                        : verify(finding, text, absolute.get(), false));
    }

    private Step overwrite(Finding finding, String text, String absolute, Outcome refused) {
        if (!refused.text().contains("exist")) {
            return then.apply(failed(finding, refused.text()));
        }
        return Step.ask(
                "The editor does not create it, maybe because it exists. I look at it.",
                workplace.tools().view(absolute),
                outcome -> {
                    String before = String.join("\n", EditorText.lines(outcome.text()));
                    return outcome.failed() || before.isBlank()
                            ? then.apply(failed(finding, refused.text()))
                            : Step.ask(
                                    "It exists. I replace all of its text.",
                                    workplace.tools().replace(absolute, before, text.stripTrailing()),
                                    replaced -> replaced.failed()
                                            ? then.apply(failed(finding, replaced.text()))
                                            : verify(finding, text, absolute, true));
                });
    }

    private String failed(Finding finding, String why) {
        return finding.answer() + "\n\nI could not write `" + path + "`: " + why.strip();
    }

    private Step verify(Finding finding, String text, String absolute, boolean existed) {
        if (text.isBlank()) {
            return then.apply("I wrote `" + path + "`; it is empty.");
        }
        return Step.ask("I check what the file holds now.", workplace.tools().view(absolute), outcome -> {
            List<String> wanted = text.stripTrailing()
                    .lines()
                    .map(line -> line.replace("\t", "        ").stripTrailing())
                    .toList();
            List<String> there = EditorText.lines(outcome.text()).stream()
                    .map(line -> line.replace("\t", "        ").stripTrailing())
                    .toList();
            boolean same = there.equals(wanted) || beginning(there, wanted);
            String replaced = existed ? " It replaced the text that was there." : "";
            String said = finding.sentence().isEmpty()
                    ? "I wrote `" + path + "`."
                    : finding.sentence() + "\n\nI wrote it to `" + path + "`.";
            return then.apply(
                    same && !outcome.failed()
                            ? said + replaced
                            : failed(finding, "reading it back gave something else."));
        });
    }

    /** A long file may be shown cut, its last line too. */
    private static boolean beginning(List<String> there, List<String> wanted) {
        int whole = there.size() - 1;
        return whole > 0
                && there.size() < wanted.size()
                && wanted.subList(0, whole).equals(there.subList(0, whole));
    }
}
