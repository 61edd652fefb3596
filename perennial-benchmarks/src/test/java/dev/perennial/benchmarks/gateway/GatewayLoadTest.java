package dev.perennial.benchmarks.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The load program for the gateway, with little load and no peers; nothing here is about time. */
final class GatewayLoadTest {

    private static final int STREAMS = 20;
    private static final LoadPlan PLAN = new LoadPlan(STREAMS, 50, Duration.ofMillis(100), Duration.ofMillis(400));

    @Test
    @Timeout(120)
    void measure_directlyAndThroughTheGateway_everyEventArrivesInOrder() throws Exception {
        try (Bench bench = Bench.open();
                Route gateway = ThroughGateway.to(bench.port())) {
            for (Route route : List.of(new Route.Direct(bench.port()), gateway)) {
                Sample sample = bench.measure(route, PLAN);

                assertThat(sample.client().whole()).as(route.name()).isEqualTo(STREAMS);
                assertThat(sample.client().misplaced()).as(route.name()).isZero();
                assertThat(sample.client().events()).as(route.name()).isPositive();
                assertThat(sample.lost()).as(route.name()).isZero();
            }
        }
    }

    @Test
    @Timeout(120)
    void hold_openStreams_looksWhileTheyAreOpenAndSeesThemEnd() throws Exception {
        try (Bench bench = Bench.open();
                Route gateway = ThroughGateway.to(bench.port())) {
            long[] heap = new long[1];

            Sample sample =
                    bench.hold(gateway, PLAN, () -> heap[0] = gateway.liveHeap().orElse(0L));

            assertThat(sample.client().opened()).isEqualTo(STREAMS);
            assertThat(sample.client().whole()).isEqualTo(STREAMS);
            assertThat(heap[0]).isPositive();
        }
    }

    @Test
    void responseReader_anyCut_findsTheSameEvents() {
        byte[] answer = answer(3);
        for (int cut = 1; cut < answer.length; cut++) {
            Arrivals arrivals = new Arrivals();
            ResponseReader reader = new ResponseReader(new StampReader(arrivals));
            reader.read(answer, cut, 0);
            byte[] rest = java.util.Arrays.copyOfRange(answer, cut, answer.length);
            reader.read(rest, rest.length, 0);

            assertThat(reader.status()).isEqualTo(200);
            assertThat(reader.isWhole()).as("cut at %d", cut).isTrue();
            assertThat(arrivals.events()).isEqualTo(3);
            assertThat(arrivals.misplaced()).isZero();
        }
    }

    @Test
    void responseReader_anEventMissing_isSeen() {
        StampedAnswer answer = new StampedAnswer();
        Arrivals arrivals = new Arrivals();
        ResponseReader reader = new ResponseReader(new StampReader(arrivals));
        for (byte[] part : List.of(
                StampedAnswer.opening(),
                answer.delta(0, 5).clone(),
                answer.delta(2, 5).clone())) {
            reader.read(part, part.length, 9);
        }

        assertThat(arrivals.misplaced()).isEqualTo(1);
        assertThat(reader.isWhole()).isFalse();
    }

    @Test
    void percentiles_ofLatencies_areThoseThatSoManyDoNotExceed() {
        Arrivals arrivals = new Arrivals();
        arrivals.arrived(1_000_000, true);
        arrivals.record(true);
        for (int latency = 100; latency > 0; latency--) {
            arrivals.arrived(latency, true);
        }

        assertThat(arrivals.percentiles(50, 99, 100)).containsExactly(50, 99, 100);
        assertThat(arrivals.events()).isEqualTo(101);
    }

    @Test
    void requestReader_requestsInPieces_endWhereTheyEnd() {
        RequestReader reader = new RequestReader();

        assertThat(reader.take(bytes("POST / HTTP/1.1\r\nContent-Len"))).isFalse();
        assertThat(reader.take(bytes("gth: 3\r\n\r\nab"))).isFalse();
        assertThat(reader.take(bytes("c"))).isTrue();
        assertThat(reader.take(bytes("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")))
                .isFalse();
        assertThat(reader.take(bytes("0\r\n\r\n"))).isTrue();
    }

    @Test
    void report_series_saysByHowMuchRoutesDiffer() {
        Series series = Series.of(PLAN);
        series.add("nginx", sample(1_000_000, Duration.ofMillis(10)));
        series.add("Perennial", sample(1_250_000, Duration.ofMillis(15)));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        new Report(new PrintStream(printed, true, UTF_8)).load(series);

        assertThat(printed.toString(UTF_8))
                .contains("| Perennial | 1.250 |", "p50: 0.250 ms", "CPU: 1.50 of nginx'")
                .doesNotContain("Portkey");
    }

    private static Sample sample(long latency, Duration cpu) {
        ClientResult client =
                new ClientResult(STREAMS, STREAMS, 1_000, 0, 1_000, new long[] {latency, latency, latency});
        return new Sample(client, 1_000, Duration.ofSeconds(1), cpu, Duration.ZERO, Duration.ZERO);
    }

    private static byte[] answer(int deltas) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StampedAnswer answer = new StampedAnswer();
        bytes.writeBytes(StampedAnswer.opening());
        for (int i = 0; i < deltas; i++) {
            bytes.writeBytes(answer.delta(i, 1));
        }
        bytes.writeBytes(StampedAnswer.closing());
        return bytes.toByteArray();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(US_ASCII));
    }
}
