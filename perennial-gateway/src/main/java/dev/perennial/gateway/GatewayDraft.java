package dev.perennial.gateway;

import dev.perennial.client.Fallback;
import dev.perennial.client.Network;
import dev.perennial.client.PerennialListener;
import dev.perennial.client.governor.Governing;
import dev.perennial.http.HttpSettings;
import dev.perennial.stream.clocks.ClockSource;
import dev.perennial.stream.recovery.RecoverySettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of which some are about to be changed. Lives as long as that takes, in one thread. */
final class GatewayDraft {

    HttpSettings http;
    URI upstream;
    Network network;
    Duration connectTimeout;
    RecoverySettings recovery;
    ClockSource clocks;
    List<Fallback> fallbacks;
    Governing governing;
    List<ClientProfile> profiles;
    GatewayListener listener;
    PerennialListener events;
    Optional<GatewayProvider> provider;
    Optional<ClientAccess> access;

    GatewayDraft(GatewaySettings from) {
        http = from.http();
        upstream = from.upstream();
        network = from.network();
        connectTimeout = from.connectTimeout();
        recovery = from.recovery();
        clocks = from.clocks();
        fallbacks = from.fallbacks();
        governing = from.governing();
        profiles = from.profiles();
        listener = from.listener();
        events = from.events();
        provider = from.provider();
        access = from.access();
    }

    /** The settings with what was changed, checked. */
    GatewaySettings settings() {
        return new GatewaySettings(
                http,
                upstream,
                network,
                connectTimeout,
                recovery,
                clocks,
                fallbacks,
                governing,
                profiles,
                listener,
                events,
                provider,
                access);
    }
}
