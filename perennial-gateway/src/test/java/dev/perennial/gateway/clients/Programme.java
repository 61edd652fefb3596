package dev.perennial.gateway.clients;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** All conversations that some clients have: with the API itself, through the gateway, and with something that breaks. */
final class Programme {

    private final Stage stage;
    private final List<String> clients;

    Programme(Stage stage, List<String> clients) {
        this.stage = stage;
        this.clients = List.copyOf(clients);
    }

    List<Talk> healthy() {
        return talks(scenario -> Stream.of(""));
    }

    List<Talk> broken() {
        return talks(scenario -> Troubles.in(scenario).stream());
    }

    private List<Talk> talks(Function<Scenario, Stream<String>> faults) {
        return clients.stream()
                .flatMap(client -> Stream.of(Scenario.values())
                        .flatMap(scenario ->
                                faults.apply(scenario).map(f -> new Talk(client, scenario, stage.gateway(), f))))
                .toList();
    }

    /** One that breaks after the first of two calls. */
    Talk between(String client) {
        return new Talk(client, Scenario.TOOLS, stage.gateway(), Troubles.BETWEEN_CALLS);
    }

    /** The same one with a healthy API, without gateway. */
    Talk control(Talk talk) {
        return new Talk(talk.client(), talk.scenario(), stage.api(), "");
    }

    /** The same one without gateway; only what does no harm by itself is of interest there. */
    Optional<Talk> direct(Talk talk) {
        return Troubles.isHarmless(talk.fault())
                ? Optional.of(new Talk(talk.client(), talk.scenario(), stage.api(), talk.fault()))
                : Optional.empty();
    }

    /** What may be heard: what a healthy API says, and the client's own view of what does no harm. */
    List<List<String>> right(Talk talk, Function<Talk, Heard> heard) {
        return Stream.concat(Stream.of(control(talk)), direct(talk).stream())
                .map(t -> heard.apply(t).lines())
                .toList();
    }

    List<Talk> all() {
        List<Talk> through = Stream.of(
                        healthy(), broken(), clients.stream().map(this::between).toList())
                .flatMap(List::stream)
                .toList();
        return through.stream()
                .flatMap(t -> Stream.concat(Stream.of(t, control(t)), direct(t).stream()))
                .distinct()
                .toList();
    }

    /** What came of each, for people. */
    String table(Function<Talk, Heard> heard) {
        StringBuilder table = new StringBuilder();
        for (Talk talk : broken()) {
            Heard through = heard.apply(talk);
            boolean same = right(talk, heard).contains(through.lines());
            String outcome =
                    same ? "as without" : through.failed() ? through.lines().getLast() : "differs";
            table.append(String.format(
                    "%-60s %-10s %6d ms  %.80s%n", talk, Troubles.of(talk.fault()), through.millis(), outcome));
        }
        return table.toString();
    }
}
