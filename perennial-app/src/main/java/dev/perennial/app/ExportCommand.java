package dev.perennial.app;

import dev.perennial.agent.output.OwnerOnly;
import dev.perennial.app.export.Export;
import dev.perennial.app.export.Facts;
import dev.perennial.app.export.Format;
import dev.perennial.app.terminal.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code export}: a session as a file for other people or programs. */
final class ExportCommand implements Command {

    private final Surroundings surroundings;

    ExportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Flags.command(this, "export", "Writes a session as a page, as Markdown, or as its events.");
        spec.addPositional(Flags.words("SESSION", "Its id, as sessions lists it, or a beginning that only it has."));
        spec.addOption(
                Flags.text("--format", "FORMAT", "html, md or jsonl (default: as the output's name ends, else md)."));
        spec.addOption(Flags.text("--output", "FILE", "Write there instead of to standard output."));
        spec.addOption(Flags.toggle("--force", "Also where there is a file of that name, which is lost then."));
        spec.addOption(Flags.toggle("--thinking", "With what the model thought; jsonl always has it."));
        return spec;
    }

    @Override
    public int run(ParseResult arguments) {
        Optional<String> output =
                Optional.of(arguments.matchedOptionValue("--output", "")).filter(name -> !name.isEmpty());
        Format format = format(arguments, output);
        if (format == Format.HTML && output.isEmpty() && surroundings.terminal().outIsScreen()) {
            throw new UsageException("A page is not for a terminal: name a file, for example --output session.html");
        }
        try (KeptSession kept = KeptSession.named(arguments, surroundings)) {
            UsageOfSession usage = UsageOfSession.of(kept.row());
            Facts facts =
                    new Facts(usage::line, surroundings.clock().getZone(), arguments.hasMatchedOption("--thinking"));
            Export export = new Export(kept.store(), kept.row(), facts, usage);
            return output.isEmpty()
                    ? print(export, format)
                    : write(export, format, file(output.get()), arguments.hasMatchedOption("--force"));
        }
    }

    private static Format format(ParseResult arguments, Optional<String> output) {
        if (!arguments.hasMatchedOption("--format")) {
            return output.flatMap(Format::ofFile).orElse(Format.MD);
        }
        String word = arguments.matchedOptionValue("--format", "");
        return Format.of(word)
                .orElseThrow(() -> new UsageException("`--format` is `" + word + "`: say html, md or jsonl."));
    }

    private Path file(String output) {
        Path file = surroundings.folder().resolve(output).normalize();
        if (Files.isDirectory(file)) {
            throw new UsageException("`--output` is `" + output + "`, which is a folder: name a file.");
        }
        Path parent = file.resolve("..").normalize();
        if (!Files.isDirectory(parent)) {
            throw new UsageException("`--output` is `" + output + "`, but there is no folder " + parent + ".");
        }
        return file;
    }

    private int write(Export export, Format format, Path file, boolean force) {
        Terminal terminal = surroundings.terminal();
        try {
            OwnerOnly.write(file, force, out -> write(export, format, out));
            terminal.say("· written to " + file);
            return ExitCode.OK;
        } catch (FileAlreadyExistsException e) {
            throw new UsageException(
                    "`--output` is `" + file + "`, which is there already: name another file, or say --force.");
        } catch (IOException e) {
            terminal.say("The file " + file + " could not be written: " + e.getMessage());
            return ExitCode.FAILED;
        }
    }

    private static void write(Export export, Format format, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        export.write(format, writer);
        writer.flush();
    }

    private int print(Export export, Format format) {
        Terminal terminal = surroundings.terminal();
        try {
            write(export, format, terminal.out());
            return ExitCode.OK;
        } catch (IOException e) {
            return ExitCode.INTERRUPTED;
        }
    }
}
