package dev.perennial.client;

import java.io.IOException;

/** Breaks the first request off and answers the second. */
final class TwoTries implements ScriptedServer.Script {

    private boolean second;

    @Override
    public synchronized void serve(Exchange exchange) throws IOException {
        if (!second) {
            second = true;
            exchange.reset();
            return;
        }
        exchange.startStream();
        exchange.chunk(Wire.HELLO);
        exchange.endStream();
    }
}
