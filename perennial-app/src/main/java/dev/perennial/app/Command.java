package dev.perennial.app;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One word of the command line. */
interface Command {

    /** Its name, flags and help. */
    CommandSpec spec();

    /** Carries it out and returns the exit code. */
    int run(ParseResult arguments);
}
