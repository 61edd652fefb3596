package dev.perennial.client;

/** A program that says what the model answers, in a JVM that records nothing. */
public final class UnrecordedProgram {

    private UnrecordedProgram() {}

    /** Takes the server's address. */
    public static void main(String[] arguments) {
        System.out.println(LeanProgram.ask(arguments[0]));
    }
}
