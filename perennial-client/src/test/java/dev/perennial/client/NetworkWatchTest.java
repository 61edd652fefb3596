package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class NetworkWatchTest {

    private static final NetworkState FIRST = new NetworkState(Set.of(address(10)), Set.of(), 1_000_000, 0);

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) last});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static NetworkState after(long wallMillis, long measuredMillis, InetAddress... addresses) {
        return new NetworkState(
                Set.of(addresses),
                Set.of(),
                FIRST.wallMillis() + wallMillis,
                FIRST.nanos() + TimeUnit.MILLISECONDS.toNanos(measuredMillis));
    }

    private static boolean isChange(NetworkState later) {
        return FIRST.isDoubtfulIn(later, 2_000);
    }

    @Test
    void theSameAddresses_aMomentLater_areNoChange() {
        assertThat(isChange(after(2_000, 2_000, address(10)))).isFalse();
        assertThat(isChange(after(9_000, 9_000, address(10)))).isFalse();
    }

    @Test
    void addressesThatAreGone_putConnectionsInDoubt_andNewOnesAreMerelyMore() {
        NetworkState none = after(2_000, 2_000);
        assertThat(isChange(none)).isTrue();
        assertThat(isChange(after(2_000, 2_000, address(11)))).isTrue();
        assertThat(isChange(after(2_000, 2_000, address(10), address(11)))).isFalse();
        assertThat(none.hasMoreIn(after(4_000, 4_000, address(10)))).isTrue();
        assertThat(FIRST.hasMoreIn(after(2_000, 2_000, address(10), address(11))))
                .isTrue();
        assertThat(FIRST.hasMoreIn(none)).isFalse();
    }

    @Test
    void aTunnelThatIsNew_mayTakeAllPackets() {
        Set<InetAddress> both = Set.of(address(10), address(20));
        NetworkState tunnelled = new NetworkState(both, Set.of(address(20)), 1_002_000, 2_000_000_000);

        assertThat(isChange(tunnelled)).isTrue();
        assertThat(tunnelled.isDoubtfulIn(tunnelled, 2_000)).isFalse();
    }

    @Test
    void aClockThatStoodStill_orAMachineThatLookedLongAfterItsTime_isASleep() {
        assertThat(isChange(after(60_000, 2_000, address(10)))).isTrue();
        assertThat(isChange(after(60_000, 60_000, address(10)))).isTrue();
    }

    @Test
    void aClockThatIsSetByAMoment_orBack_isNone() {
        assertThat(isChange(after(6_500, 2_000, address(10)))).isFalse();
        assertThat(isChange(after(-3_600_000, 2_000, address(10)))).isFalse();
    }

    @Test
    void whoWantsToKnow_isToldUntilItIsClosed() {
        AtomicReference<NetworkState> state = new AtomicReference<>(FIRST);
        List<NetworkWatch.Change> one = new ArrayList<>();
        List<NetworkWatch.Change> other = new ArrayList<>();
        NetworkWatch watch = new NetworkWatch(state::get);
        NetworkWatch.Watching first = watch.onChange(one::add);
        try (NetworkWatch.Watching second = watch.onChange(other::add)) {
            watch.look();
            state.set(after(2_000, 2_000));
            watch.look();
            first.close();
            state.set(after(4_000, 4_000, address(12)));
            watch.look();
            watch.look();
            assertThat(second).isNotNull();
        }

        assertThat(one).containsExactly(NetworkWatch.Change.OTHER);
        assertThat(other).containsExactly(NetworkWatch.Change.OTHER, NetworkWatch.Change.MORE);
    }

    @Test
    void onlyWhatSaysThatTheMachineHasNoNetwork_isOffline() {
        assertThat(NetworkWatch.isOffline(new ConnectException("Network is unreachable")))
                .isTrue();
        assertThat(NetworkWatch.isOffline(
                        new IllegalStateException(new SocketException("Network is unreachable (connect failed)"))))
                .isTrue();
        assertThat(NetworkWatch.isOffline(
                        new UnknownHostException("api.example: Temporary failure in name resolution")))
                .isTrue();
        assertThat(NetworkWatch.isOffline(new UnknownHostException("api.example: Name or service not known")))
                .isFalse();
        assertThat(NetworkWatch.isOffline(new NoRouteToHostException("No route to host")))
                .isFalse();
        assertThat(NetworkWatch.isOffline(new ConnectException("Connection refused")))
                .isFalse();
    }
}
