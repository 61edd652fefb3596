package dev.perennial.app;

import dev.perennial.app.config.Setting;
import dev.perennial.app.config.Settings;
import dev.perennial.client.Network;
import dev.perennial.client.PerennialSettings;
import dev.perennial.gateway.Gateway;
import dev.perennial.gateway.GatewaySettings;
import dev.perennial.http.HttpSettings;
import dev.perennial.http.ServerStartException;
import dev.perennial.stream.recovery.Delivery;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** A gateway in this process, as the settings have it. */
final class OwnGateway {

    /** Those that count for a gateway. */
    private static final List<Setting> SETTINGS = List.of(
            Setting.PROVIDER,
            Setting.CONNECT_TIMEOUT,
            Setting.IDLE_TIMEOUT,
            Setting.FIRST_TOKEN_TIMEOUT,
            Setting.STALL_TIMEOUT,
            Setting.TOOL_INPUT_TIMEOUT,
            Setting.THINKING_TIMEOUT,
            Setting.ADAPTIVE,
            Setting.TOTAL_TIMEOUT,
            Setting.MAX_RESUMES,
            Setting.MAX_RESUME_TOKENS,
            Setting.PATIENCE,
            Setting.FALLBACK,
            Setting.GOVERNOR,
            Setting.COUNT_TOKENS,
            Setting.REQUESTS_PER_MINUTE,
            Setting.INPUT_TOKENS_PER_MINUTE,
            Setting.OUTPUT_TOKENS_PER_MINUTE,
            Setting.TOKEN_BUDGET,
            Setting.COST_BUDGET);

    private OwnGateway() {}

    /** A command with the flags of a gateway. */
    static CommandSpec withFlags(CommandSpec spec) {
        spec.addOption(LiveFlag.spec());
        return Flags.withSettings(spec, SETTINGS);
    }

    /**
     * Starts it, for its caller to close.
     *
     * @throws UsageException if it cannot be started so
     */
    static Gateway start(
            Surroundings surroundings,
            ParseResult arguments,
            HttpSettings http,
            UpstreamFlag upstream,
            ClientKeys keys,
            AccessLog log,
            LearnedTimings timings) {
        Settings settings = surroundings.settings().load(Flags.settings(arguments));
        Delivery live = LiveFlag.of(arguments);
        try {
            PerennialSettings streams = StreamSettings.of(
                            settings,
                            new OutageLog(log::say, surroundings.clock()),
                            event -> GovernorSetting.notice(event).ifPresent(log::say),
                            timings.timings())
                    .toBuilder()
                    .fallbacks(FallbackSetting.of(settings, surroundings.environment()))
                    .build();
            KeptLimits.with(timings, streams.governing(), surroundings);
            return Gateway.start(keys.before(upstream.before(GatewaySettings.DEFAULT)
                    .withHttp(http)
                    .withNetwork(Network.of(surroundings.environment()))
                    .withStreams(streams)
                    .withDelivery(live)
                    .withListener(log)));
        } catch (ServerStartException | IllegalArgumentException unusable) {
            throw new UsageException(String.valueOf(unusable.getMessage()));
        }
    }
}
