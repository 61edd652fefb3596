package dev.perennial.benchmarks.gateway;

import dev.perennial.gateway.Gateway;
import dev.perennial.gateway.GatewaySettings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** A gateway in a process of its own, as {@code perennial gateway} starts it; ends with its standard input. */
final class GatewayProcess {

    private GatewayProcess() {}

    /** Takes the address of the upstream; prints the port. */
    public static void main(String[] arguments) throws IOException {
        GatewaySettings settings = GatewaySettings.DEFAULT.withUpstream(URI.create(arguments[0]));
        try (Gateway gateway =
                Gateway.start(settings.withHttp(settings.http().withPort(0).withCloseGrace(Duration.ZERO)))) {
            System.out.println(gateway.uri().getPort());
            while (System.in.read() >= 0) {
                // The parent says nothing; its end is the end of the input.
            }
        }
    }
}
