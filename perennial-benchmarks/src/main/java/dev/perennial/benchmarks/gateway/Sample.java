package dev.perennial.benchmarks.gateway;

import java.time.Duration;

/**
 * What one run of one route came to.
 *
 * @param client what arrived
 * @param written deltas that the upstream wrote
 * @param measured the time that counted
 * @param proxyCpu what the proxy spent in it; zero without one
 * @param upstreamCpu what the upstream spent in it
 * @param clientCpu what the client spent in it
 */
record Sample(
        ClientResult client,
        long written,
        Duration measured,
        Duration proxyCpu,
        Duration upstreamCpu,
        Duration clientCpu) {

    double medianMillis() {
        return client.median() / 1e6;
    }

    double nearlyAllMillis() {
        return client.nearlyAll() / 1e6;
    }

    double eventsPerSecond() {
        return client.timed() / seconds(measured);
    }

    /** Microseconds of the proxy's processor time for an event that arrived. */
    double cpuPerEvent() {
        return seconds(proxyCpu) * 1e6 / Math.max(1, client.timed());
    }

    /** How many processors the proxy kept busy. */
    double proxyCores() {
        return seconds(proxyCpu) / seconds(measured);
    }

    double upstreamCores() {
        return seconds(upstreamCpu) / seconds(measured);
    }

    double clientCores() {
        return seconds(clientCpu) / seconds(measured);
    }

    /** Events that did not arrive. */
    long lost() {
        return written - client.events();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
