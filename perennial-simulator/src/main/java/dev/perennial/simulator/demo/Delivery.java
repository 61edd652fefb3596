package dev.perennial.simulator.demo;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Puts a finding where the user wants it, and looks whether it has arrived before it says so. */
final class Delivery {

    private static final int SHORT = 6_000;

    private final Workplace workplace;
    private final Destination destination;
    private final Function<String, Step> then;

    Delivery(Workplace workplace, Destination destination, Function<String, Step> then) {
        this.workplace = workplace;
        this.destination = destination;
        this.then = then;
    }

    Step deliver(Finding finding) {
        if (!finding.found()) {
            return then.apply(finding.answer()
                    + (destination.toFile() ? " So I did not write `" + destination.path() + "`." : ""));
        }
        if (!destination.toFile()) {
            return then.apply(inAnswer(finding));
        }
        String text = finding.document().render(destination.effective());
        return workplace.tools().hasShell()
                ? look(finding, text)
                : new EditorWriting(workplace, destination.path(), then).write(finding, text);
    }

    private String inAnswer(Finding finding) {
        return switch (destination.format()) {
            case UNSAID, MARKDOWN -> finding.answer();
            case CSV -> fenced("csv", finding);
            case TSV, PLAIN -> fenced("", finding);
            case JSON -> fenced("json", finding);
            case LIST ->
                finding.document() instanceof Document.TableDocument(Table table)
                                && !table.rows().isEmpty()
                        ? finding.sentence() + "\n\n"
                                + TableWriter.bullets(table).strip()
                        : finding.answer();
        };
    }

    private String fenced(String language, Finding finding) {
        return finding.document() instanceof Document.TableDocument
                ? finding.sentence() + "\n\n```" + language + "\n"
                        + finding.document().render(destination.format()) + "```"
                : finding.answer();
    }

    private Step look(Finding finding, String text) {
        String look = (workplace.folder().isEmpty() ? "pwd; " : "") + "ls -ld " + Shell.path(destination.path());
        String thought = (finding.sentence().lines().findFirst().orElse("") + " Now it goes into " + destination.path()
                        + ". First I look whether something is there already.")
                .strip();
        return Step.ask(thought, workplace.tools().shell(look), outcome -> {
            String seen = outcome.text().strip();
            String pwd = seen.lines().findFirst().orElse("");
            Workplace known = workplace.folder().isEmpty() && pwd.startsWith("/") ? workplace.in(pwd) : workplace;
            return seen.lines().anyMatch(line -> line.matches("d[rwxsStT-]{9}.*"))
                    ? then.apply(finding.answer() + "\n\nI could not write `" + destination.path()
                            + "`: there is a folder of that name.")
                    : put(finding, text, seen.lines().anyMatch(line -> line.matches("[l-][rwxsStT-]{9}.*")), known);
        });
    }

    private Step put(Finding finding, String text, boolean exists, Workplace known) {
        boolean editor = !exists
                && !destination.path().contains("/")
                && known.tools().hasEditor()
                && known.absolute(destination.path()).isPresent();
        if (editor) {
            Call create =
                    known.tools().create(known.absolute(destination.path()).orElseThrow(), text);
            return Step.ask(
                    "There is no such file yet, so the editor can create it.",
                    create,
                    outcome -> outcome.failed()
                            ? byShell(finding, text, "The editor refused, so I write it with the shell.", false)
                            : verify(finding, text, false));
        }
        return byShell(
                finding,
                text,
                exists
                        ? "The file exists already; the request says to write it, so I replace it."
                        : "I write it with the shell.",
                exists);
    }

    private Step byShell(Finding finding, String text, String thought, boolean existed) {
        String folder = destination.path().contains("/") ? "mkdir -p " + Shell.path(parent()) + " && " : "";
        return Step.ask(
                thought,
                workplace.tools().shell(folder + Shell.write(">", destination.path(), text)),
                outcome -> outcome.failed()
                        ? then.apply(finding.answer() + "\n\nWriting `" + destination.path() + "` failed: "
                                + outcome.text().strip())
                        : verify(finding, text, existed));
    }

    private Step verify(Finding finding, String text, boolean existed) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        String path = Shell.path(destination.path());
        String check = bytes <= SHORT ? "cat " + dashed(path) : "wc -c < " + path;
        return Step.ask(
                "I check that the file holds what it should.", workplace.tools().shell(check), outcome -> {
                    boolean same = bytes <= SHORT
                            ? outcome.text().strip().equals(text.strip())
                            : outcome.text().strip().equals(String.valueOf(bytes));
                    return then.apply(
                            same && !outcome.failed()
                                    ? written(finding, text, existed)
                                    : finding.answer() + "\n\nI wrote `" + destination.path()
                                            + "`, but reading it back gave something else"
                                            + (outcome.failed()
                                                    ? ": " + outcome.text().strip()
                                                    : "; please check it."));
                });
    }

    private String parent() {
        String path = destination.path();
        return path.lastIndexOf('/') == 0 ? "/" : path.substring(0, path.lastIndexOf('/'));
    }

    private static String dashed(String path) {
        return path.startsWith("\"") ? path : "-- " + path;
    }

    private String written(Finding finding, String text, boolean existed) {
        String replaced = existed ? " It replaced the file that was there." : "";
        String size = Intent.Metric.LINES.of(text.lines().count()) + ", "
                + Intent.Metric.BYTES.of(text.getBytes(StandardCharsets.UTF_8).length);
        return finding.sentence().isEmpty()
                ? "I wrote `" + destination.path() + "` ("
                        + (text.isEmpty() ? "empty" : size + ", with a newline at its end") + ")." + replaced
                : finding.sentence().replaceFirst(":$", ".") + "\n\nI wrote it to `" + destination.path() + "`."
                        + replaced;
    }
}
