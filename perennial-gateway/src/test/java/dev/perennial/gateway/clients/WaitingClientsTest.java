package dev.perennial.gateway.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.client.governor.Governing;
import dev.perennial.client.governor.SharedGovernor;
import dev.perennial.gateway.ClientProfile;
import dev.perennial.gateway.Gateway;
import dev.perennial.gateway.GatewayListener;
import dev.perennial.gateway.GatewaySettings;
import dev.perennial.gateway.ServedRequest;
import dev.perennial.governor.limit.Amounts;
import dev.perennial.http.HttpSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Clients that wait for their turn before the first byte of an answer: those that a profile names get pings, and from then on errors
 * as events.
 */
@Timeout(120)
final class WaitingClientsTest {

    private static final String HASTY = "hasty/1";
    private static final String PATIENT = "patient/1";
    private static final String PING = "event: ping";
    private static final Duration SOON = Duration.ofMillis(50);

    private final SharedGovernor governor = SharedGovernor.with(SharedGovernor.USUAL);

    private Gateway before(HeldApi api) {
        return before(api, governor, new CopyOnWriteArrayList<>());
    }

    /**
     * A gateway.
     *
     * @param queued gets how long messages waited for their turns
     */
    private static Gateway before(HeldApi api, SharedGovernor governor, List<Duration> queued) {
        return Gateway.start(GatewaySettings.DEFAULT
                .withHttp(HttpSettings.DEFAULT)
                .withUpstream(api.uri())
                .withGoverning(Governing.ON.by(governor))
                .withProfiles(List.of(soon("hasty/"), soon("Anthropic/"), never("patient/")))
                .withListener(new GatewayListener() {
                    @Override
                    public void begun() {}

                    @Override
                    public void served(ServedRequest request) {
                        request.message().ifPresent(message -> queued.add(message.queued()));
                    }
                }));
    }

    private static ClientProfile soon(String agent) {
        return new ClientProfile(agent, Optional.empty(), Optional.of(SOON));
    }

    private static ClientProfile never(String agent) {
        return new ClientProfile(agent, Optional.empty(), Optional.empty());
    }

    /** One whose answer all others wait for. */
    private static RawClient first(Gateway gateway, HeldApi api) throws IOException {
        RawClient first = new RawClient(gateway.uri(), PATIENT, true);
        await(() -> api.requests() == 1);
        return first;
    }

    private void awaitWaiting(int count) {
        await(() -> governor.state().pools().getFirst().waiting().size() == count);
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void streamingClient_getsPings_andThenItsMessage() throws IOException {
        try (HeldApi api = new HeldApi(false);
                Gateway gateway = before(api);
                RawClient first = first(gateway, api);
                RawClient waiting = new RawClient(gateway.uri(), HASTY, true)) {
            waiting.upTo(PING).upTo("data: {\"type\": \"ping\"}").upTo(PING);
            assertThat(api.requests()).isEqualTo(1);

            api.release();

            String heard = waiting.toTheEnd();
            assertThat(heard).startsWith("HTTP/1.1 200").containsIgnoringCase("content-type: text/event-stream");
            assertThat(heard.indexOf(PING)).isLessThan(heard.indexOf("event: message_start"));
            assertThat(heard)
                    .contains("Once upon a time", "event: message_stop")
                    .doesNotContain("event: error");
            assertThat(heard.substring(heard.indexOf("event: message_start"))).doesNotContain(PING);
            assertThat(first.toTheEnd()).contains("event: message_stop");
        }
    }

    @Test
    void clientThatIsNotToGetPings_getsTheHeadOfItsOwnAnswer() throws IOException {
        try (HeldApi api = new HeldApi(false);
                Gateway gateway = before(api);
                RawClient first = first(gateway, api);
                RawClient waiting = new RawClient(gateway.uri(), PATIENT, true)) {
            awaitWaiting(1);
            awaitPings(gateway, 2);

            api.release();

            assertThat(waiting.toTheEnd())
                    .contains("request-id: req_2", "event: message_stop")
                    .doesNotContain(PING);
            assertThat(first.toTheEnd()).contains("request-id: req_1");
        }
    }

    /** As many as wait have waited for longer than one that comes now, gets two, and has left the queue again. */
    private void awaitPings(Gateway gateway, int waiting) throws IOException {
        try (RawClient later = new RawClient(gateway.uri(), HASTY, true)) {
            awaitWaiting(waiting);
            later.upTo(PING).upTo(PING);
        }
        awaitWaiting(waiting - 1);
    }

    @Test
    void errorBehindPings_isAnEvent_inTheApisWords() throws IOException {
        try (HeldApi api = new HeldApi(true);
                Gateway gateway = before(api);
                RawClient first = first(gateway, api);
                RawClient waiting = new RawClient(gateway.uri(), HASTY, true)) {
            waiting.upTo(PING);

            api.release();

            assertThat(waiting.toTheEnd())
                    .startsWith("HTTP/1.1 200")
                    .contains("event: error", "\"type\":\"invalid_request_error\"", "messages: too odd");
            assertThat(first.toTheEnd()).contains("event: message_stop");
        }
    }

    /** Each time it is asked for it is paid for. */
    @Test
    void successBehindPings_thatIsNoStream_isAskedForOnce_andAnErrorEvent() throws IOException {
        try (HeldApi api = HeldApi.thatStreamsNoMore();
                Gateway gateway = before(api);
                RawClient first = first(gateway, api);
                RawClient waiting = new RawClient(gateway.uri(), HASTY, true)) {
            waiting.upTo(PING);

            api.release();

            assertThat(waiting.toTheEnd())
                    .startsWith("HTTP/1.1 200")
                    .contains("event: error", "\"type\":\"api_error\"", "application/json where a stream");
            assertThat(first.toTheEnd()).contains("event: message_stop");
            assertThat(api.requests()).isEqualTo(2);
        }
    }

    @Test
    void errorWithoutPings_hasItsStatus() throws IOException {
        try (HeldApi api = new HeldApi(true);
                Gateway gateway = before(api);
                RawClient first = first(gateway, api);
                RawClient stream = new RawClient(gateway.uri(), PATIENT, true);
                RawClient whole = new RawClient(gateway.uri(), HASTY, false)) {
            awaitWaiting(2);
            awaitPings(gateway, 3);

            api.release();

            assertThat(stream.toTheEnd()).startsWith("HTTP/1.1 400").contains("messages: too odd");
            assertThat(whole.toTheEnd()).startsWith("HTTP/1.1 400").contains("messages: too odd");
            assertThat(first.toTheEnd()).contains("event: message_stop");
        }
    }

    @Test
    void clientThatLeavesBehindPings_leavesTheQueue() throws IOException {
        try (HeldApi api = new HeldApi(false);
                Gateway gateway = before(api);
                RawClient first = first(gateway, api)) {
            try (RawClient waiting = new RawClient(gateway.uri(), HASTY, true)) {
                waiting.upTo(PING);
            }

            awaitWaiting(0);
            api.release();
            assertThat(first.toTheEnd()).contains("event: message_stop");
            assertThat(api.requests()).isEqualTo(1);
        }
    }

    @Test
    void typeScriptSdk_behindPings_getsItsMessage() throws Exception {
        assertThat(typeScript(false))
                .allSatisfy(heard -> assertThat(heard)
                        .containsExactly(
                                "text: Once upon a time",
                                "stop: end_turn",
                                "text: Once upon a time",
                                "stop: end_turn"));
    }

    /** With the status of an answer the SDK would have said that first. */
    @Test
    void typeScriptSdk_behindPings_throwsTheErrorOfAnEvent() throws Exception {
        List<String> errors = typeScript(true).stream()
                .filter(heard -> heard.size() == 1)
                .map(List::getFirst)
                .toList();

        assertThat(errors)
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(error -> assertThat(error)
                        .startsWith("error: ")
                        .contains("invalid_request_error", "messages: too odd")
                        .doesNotContain("400"));
    }

    /** What three talks hear that begin at once, of whose requests one goes in a second and a half. */
    private static List<List<String>> typeScript(boolean refuses) throws Exception {
        NodeClients.require();
        SharedGovernor slow = SharedGovernor.with(SharedGovernor.USUAL.withMost(new Amounts(40, 0, 0)));
        List<Duration> queued = new CopyOnWriteArrayList<>();
        try (HeldApi api = new HeldApi(refuses);
                Gateway gateway = before(api, slow, queued)) {
            api.release();
            List<Talk> talks = List.of(
                    new Talk("sdk-stream", Scenario.TEXT, gateway.uri(), ""),
                    new Talk("sdk-events", Scenario.TEXT, gateway.uri(), ""),
                    new Talk("sdk-stream", Scenario.TOOLS, gateway.uri(), ""));

            Map<String, Heard> heard = NodeClients.hear(talks, 90);

            assertThat(queued).anyMatch(time -> time.compareTo(SOON) > 0);
            return talks.stream()
                    .map(talk -> NodeClients.of(heard, talk).lines())
                    .toList();
        }
    }
}
