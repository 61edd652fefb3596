package dev.perennial.app;

import dev.perennial.agent.SessionStore;
import dev.perennial.agent.output.OwnerOnly;
import dev.perennial.app.config.Setting;
import dev.perennial.app.config.Settings;
import dev.perennial.app.terminal.Printable;
import dev.perennial.client.governor.Governing;
import dev.perennial.gateway.Gateway;
import dev.perennial.gateway.GatewaySettings;
import dev.perennial.http.HttpSettings;
import dev.perennial.http.ServerStartException;
import dev.perennial.http.TlsIdentity;
import dev.perennial.web.Logins;
import dev.perennial.web.WebListener;
import dev.perennial.web.WebServer;
import dev.perennial.web.WebSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code serve}: the page, and the HTTP API of sessions. */
final class ServeCommand implements Command {

    /** What parking sessions and closing the server takes at most. */
    private static final Duration WINDING_UP = Duration.ofSeconds(20);

    private final Surroundings surroundings;

    ServeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommandSpec spec() {
        return options(Flags.command(this, "serve", "Serves the page: sessions to watch, steer and begin."));
    }

    static CommandSpec options(CommandSpec spec) {
        spec.addOption(Flags.text("--host", "HOST", "The address to listen on (default: 127.0.0.1)."));
        spec.addOption(Flags.text(
                "--port", "N", "The port to listen on; 0 for any free one (default: " + WebSettings.PORT + ")."));
        spec.addOption(
                Flags.texts(
                        "--name",
                        "NAME",
                        "A further name by which browsers reach it, such as that of a proxy: a login is needed then. May be given again."));
        spec.addOption(Flags.toggle(
                "--behind-tls", "A proxy before it speaks HTTPS: a login is needed, and is shown over HTTPS only."));
        spec.addOption(Flags.toggle("--tls", "Speak HTTPS, with a certificate that is made at the first start."));
        spec.addOption(Flags.toggle("--login", "Let in only who knows the token, also on this machine."));
        spec.addOption(Flags.toggle("--new-token", "Make a new token; the one before is good for nothing then."));
        spec.addOption(Flags.toggle("--gateway", "Run the gateway in the same process, on this machine only."));
        spec.addOption(Flags.text("--gateway-port", "N", "Its port (default: " + GatewaySettings.DEFAULT_PORT + ")."));
        spec.addOption(Flags.toggle("--access-log", "Print a line for each request."));
        spec.addOption(Flags.toggle("--no-open", "Open no browser."));
        return Flags.withSettings(spec);
    }

    @Override
    public int run(ParseResult arguments) {
        Map<Setting, String> given = Flags.settings(arguments);
        if (given.containsKey(Setting.NO_JOURNAL)) {
            throw new UsageException("`--no-journal` keeps nothing, and the page shows what is kept: leave it out.");
        }
        Settings settings = surroundings.settings().load(given);
        surroundings.settings().warnings().forEach(surroundings.terminal()::say);
        CountDownLatch stopped = new CountDownLatch(1);
        try (Interruption _ = Interruption.onSignal(stopped::countDown, WINDING_UP);
                SessionKeeper keeper = SessionKeeper.of(surroundings, settings)) {
            serve(arguments, new PageSettings(surroundings, given), settings, keeper, stopped);
            return ExitCode.OK;
        } catch (InterruptedException e) {
            return ExitCode.STOPPED;
        }
    }

    private void serve(
            ParseResult arguments, PageSettings page, Settings settings, SessionKeeper keeper, CountDownLatch stopped)
            throws InterruptedException {
        SessionStore store = keeper.store()
                .orElseThrow(() -> new UsageException(
                        "`no-journal` is set, so that no session is kept: set it to false to have the page."));
        Governing governing = GovernorSetting.of(
                settings, event -> GovernorSetting.notice(event).ifPresent(surroundings.terminal()::say));
        RunningMarks marks = new RunningMarks(folder().resolve("running"));
        try (HostParts parts = new HostParts(keeper, marks, governing, surroundings);
                HostedSessions sessions = new HostedSessions(surroundings, page, parts, store)) {
            PageWorkplace workplace = new PageWorkplace(surroundings, page, parts);
            Destination destination = Destination.of(settings, surroundings);
            try (AccessLog log = new AccessLog(surroundings.terminal().out(), false, surroundings.clock());
                    OpenGateway _ = gateway(arguments, destination, parts, log);
                    WebServer server = start(arguments, sessions, workplace, log)) {
                announce(server, destination);
                open(arguments, server);
                sessions.goOnWithInterrupted();
                stopped.await();
            }
        }
    }

    /** What is closed with the page. */
    @FunctionalInterface
    private interface OpenGateway extends AutoCloseable {
        @Override
        void close();
    }

    /** The gateway, if it is wanted; it stands before the simulator where that answers the page. */
    private OpenGateway gateway(ParseResult arguments, Destination destination, HostParts parts, AccessLog log) {
        if (!arguments.hasMatchedOption("--gateway")) {
            return () -> {};
        }
        HttpSettings http = GatewaySettings.DEFAULT.http().withPort((int)
                Flags.number(arguments, "--gateway-port", GatewaySettings.DEFAULT_PORT, 65_535));
        String address = destination.client().baseUrl().orElse(UpstreamFlag.FALLBACK);
        UpstreamFlag upstream =
                UpstreamFlag.open(arguments, destination.simulated() ? UpstreamFlag.SIMULATOR : address, surroundings);
        try {
            Gateway gateway = OwnGateway.start(
                    surroundings,
                    arguments,
                    http,
                    upstream,
                    ClientKeys.NONE,
                    log,
                    parts.timings(destination.simulated()));
            surroundings.terminal().out().println("Gateway on " + gateway.uri() + ", before " + upstream.place());
            return () -> {
                gateway.close();
                upstream.close();
            };
        } catch (RuntimeException e) {
            upstream.close();
            throw e;
        }
    }

    private WebServer start(ParseResult arguments, HostedSessions sessions, PageWorkplace workplace, AccessLog log) {
        WebListener listener =
                arguments.hasMatchedOption("--access-log") ? request -> log.say(line(request)) : WebListener.NONE;
        try {
            return WebServer.start(
                    webSettings(arguments).withListener(listener).withKeys(folder().resolve("repeats.jsonl")),
                    sessions,
                    workplace);
        } catch (ServerStartException | IllegalArgumentException unusable) {
            throw new UsageException(String.valueOf(unusable.getMessage()));
        }
    }

    private static String line(WebListener.Served request) {
        String status =
                request.status().isPresent() ? String.valueOf(request.status().getAsInt()) : "gone";
        return "%s %s %s %d ms"
                .formatted(
                        request.method(),
                        Printable.line(request.path(), Integer.MAX_VALUE),
                        status,
                        request.lasted().toMillis());
    }

    private WebSettings webSettings(ParseResult arguments) {
        String host = arguments.matchedOptionValue("--host", "127.0.0.1");
        HttpSettings http = WebSettings.DEFAULT.http().withHost(host).withPort((int)
                Flags.number(arguments, "--port", WebSettings.PORT, 65_535));
        HttpSettings there = arguments.hasMatchedOption("--tls") ? http.withTls(identity()) : http;
        Set<String> names = Set.copyOf(arguments.matchedOptionValue("--name", List.<String>of()));
        if (!needsLogin(arguments, host, names)) {
            return WebSettings.DEFAULT.withHttp(there).withNames(names);
        }
        WebSettings settings =
                WebSettings.DEFAULT.withLogins(logins(arguments), there).withNames(names);
        return arguments.hasMatchedOption("--behind-tls") ? settings.withTlsBefore() : settings;
    }

    /** Whoever comes through a proxy comes from this machine: that there is one is known by its name only. */
    private static boolean needsLogin(ParseResult arguments, String host, Set<String> names) {
        return !WebSettings.isLoopback(host)
                || !names.stream().allMatch(WebSettings::isLoopback)
                || Stream.of("--login", "--new-token", "--behind-tls").anyMatch(arguments::hasMatchedOption);
    }

    private TlsIdentity identity() {
        Path folder = folder();
        try {
            OwnerOnly.createFolder(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be made", e);
        }
        return TlsIdentity.kept(folder.resolve("tls.p12"));
    }

    /** What belongs to the page alone. */
    private Path folder() {
        return surroundings.home().resolve("web");
    }

    /** The token is told once; what is kept of it cannot tell it again. */
    private Logins logins(ParseResult arguments) {
        Logins logins = Logins.open(folder().resolve("logins.json"), surroundings.clock());
        if (!logins.hasToken() || arguments.hasMatchedOption("--new-token")) {
            PrintStream out = surroundings.terminal().out();
            out.println("The token to log in with, shown this once: " + logins.newToken());
        }
        return logins;
    }

    private void announce(WebServer server, Destination destination) {
        PrintStream out = surroundings.terminal().out();
        out.println("Perennial on " + server.uri() + ", before " + destination.place());
        if (destination.simulated()) {
            out.println("Simulated: no model answers. Set ANTHROPIC_API_KEY, or enter a key on the page, for Claude.");
        }
        out.flush();
    }

    private void open(ParseResult arguments, WebServer server) {
        if (!arguments.hasMatchedOption("--no-open")) {
            new Browser(surroundings).open(server.uri());
        }
    }
}
