package dev.perennial.client;

/** A program that reads until it is told to end, and says then what it had. */
public final class StoppedProgram {

    private StoppedProgram() {}

    /** Takes the server's address. */
    public static void main(String[] arguments) {
        ClientSettings settings = ClientSettings.builder()
                .baseUrl(arguments[0])
                .apiKey("test-key")
                .build();
        try (OpenClient client = OpenClient.of(settings);
                MessageStream stream = client.stream().closeOnExit()) {
            stream.forEachText(System.out::println);
        } catch (StreamClosedException stopped) {
            System.out.println(
                    "stopped after: " + stopped.partial().orElseThrow().text());
        }
    }
}
