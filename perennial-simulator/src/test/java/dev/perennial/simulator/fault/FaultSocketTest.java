package dev.perennial.simulator.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.simulator.SimulatedResponse;
import dev.perennial.simulator.SimulatorServer;
import dev.perennial.simulator.Sleeper;
import dev.perennial.simulator.StreamStep.Ending;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each kind of the catalogue over a real socket: exactly the bytes that it makes in process arrive, and the end that it
 * says. What the bytes should be is tested by {@link FaultKindsTest}.
 */
@Timeout(120)
final class FaultSocketTest {

    /** How a client sees a connection end. */
    private enum End {
        CLOSED,
        RESET,
        SILENT
    }

    private record Seen(String bytes, End end) {

        String head() {
            return bytes.substring(0, bytes.indexOf("\r\n\r\n") + 4);
        }

        String body() {
            return bytes.substring(head().length());
        }
    }

    /** With it an end is awaited, however late it comes. */
    private static final String NEVER_SAID = "no such text";

    static List<FaultKind> kinds() {
        return FaultCatalogue.kinds();
    }

    private static SimulatorServer serve() {
        return SimulatorServer.start(Played.settings().sleeper(Sleeper.NONE).build());
    }

    /** Reads until the end. */
    private static Seen ask(SimulatorServer server, String faults) throws IOException {
        return ask(server, faults, NEVER_SAID);
    }

    /** Reads until the end, or until nothing more comes behind what is the last before a silence. */
    private static Seen ask(SimulatorServer server, String faults, String lastBeforeSilence) throws IOException {
        String body = new String(Played.request(true).body(), ISO_8859_1);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write(("POST /v1/messages HTTP/1.1\r\nHost: x\r\nConnection: close\r\nx-api-key: k\r\n"
                                    + "anthropic-version: 2026-10-21\r\nx-simulator-fault: " + faults
                                    + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                            .getBytes(ISO_8859_1));
            return read(socket, lastBeforeSilence);
        }
    }

    private static Seen read(Socket socket, String lastBeforeSilence) throws IOException {
        StringBuilder seen = new StringBuilder();
        byte[] buffer = new byte[64 << 10];
        try {
            while (true) {
                socket.setSoTimeout(endsWith(seen, lastBeforeSilence) ? 150 : 20_000);
                int read = socket.getInputStream().read(buffer);
                if (read < 0) {
                    return new Seen(seen.toString(), End.CLOSED);
                }
                seen.append(new String(buffer, 0, read, ISO_8859_1));
            }
        } catch (SocketTimeoutException silent) {
            return new Seen(seen.toString(), End.SILENT);
        } catch (SocketException reset) {
            return new Seen(seen.toString(), End.RESET);
        }
    }

    private static boolean endsWith(StringBuilder text, String end) {
        return text.lastIndexOf(end) >= Math.max(0, text.length() - end.length() - 2);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void kind_overASocket_arrivesAsItIsMadeInProcess(FaultKind kind) throws Exception {
        Played made = Played.stream(kind.name());
        String last = made.latin().substring(Math.max(0, made.latin().length() - 40));
        try (SimulatorServer server = serve()) {
            End end = end(made.ending().orElse(Ending.CLEAN));
            Seen seen = ask(server, kind.name(), end == End.SILENT ? last : NEVER_SAID);

            assertThat(seen.end()).isEqualTo(end);
            switch (made.response()) {
                case SimulatedResponse.Broken broken -> assertThat(made.latin()).startsWith(seen.bytes());
                case SimulatedResponse.Whole whole -> {
                    assertThat(seen.head()).startsWith("HTTP/1.1 " + whole.status() + " ");
                    assertThat(seen.body()).isEqualTo(made.latin());
                }
                case SimulatedResponse.Stream stream -> {
                    assertThat(seen.head()).startsWith("HTTP/1.1 " + stream.status() + " ");
                    assertBody(seen, made);
                }
            }
            if (seen.end() != End.RESET) {
                assertThat(seen.bytes()).endsWith(made.response() instanceof SimulatedResponse.Broken ? last : "");
            }
        }
    }

    /** Whatever is on the way when a connection is reset may be lost. */
    private static void assertBody(Seen seen, Played made) {
        Chunks chunks = Chunks.of(seen.body());
        if (seen.end() == End.RESET) {
            assertThat(made.latin()).startsWith(chunks.bytes());
        } else {
            assertThat(chunks.bytes()).isEqualTo(made.latin());
        }
        boolean clean = made.ending().orElse(Ending.CLEAN) == Ending.CLEAN;
        assertThat(chunks.ended()).isEqualTo(clean);
    }

    private static End end(Ending ending) {
        return switch (ending) {
            case CLEAN, CLOSE, RESET_STREAM -> End.CLOSED;
            case RESET -> End.RESET;
            case HANG, BLACK_HOLE -> End.SILENT;
        };
    }

    @Test
    void sameRequests_overSockets_giveTheSameBytes() throws Exception {
        for (String faults : new String[] {"crlf", "http-529", "head-drip", "eof", "http-429-retry-after-date"}) {
            Seen first;
            try (SimulatorServer server = serve()) {
                first = ask(server, faults);
            }
            try (SimulatorServer server = serve()) {
                assertThat(ask(server, faults)).isEqualTo(first);
                assertThat(first.head()).contains("ate: Fri, 20 Nov 2026 12:00:00 GMT");
            }
        }
    }

    @Test
    void packets_overASocket_areAsSmallAsTold() throws Exception {
        try (SimulatorServer server = serve()) {
            assertThat(Chunks.of(ask(server, "packets=9").body()).largest()).isEqualTo(9);
        }
    }

    @Test
    void byteOffset_overASocket_isExact() throws Exception {
        String whole = Played.stream("").latin();
        for (int at : new int[] {0, 1, 17, 500, whole.length() - 1, whole.length()}) {
            try (SimulatorServer server = serve()) {
                Seen seen = ask(server, "close@byte:" + at);

                assertThat(Chunks.of(seen.body()).bytes()).isEqualTo(whole.substring(0, at));
            }
        }
    }
}
