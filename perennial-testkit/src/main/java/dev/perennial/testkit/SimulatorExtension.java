package dev.perennial.testkit;

import dev.perennial.simulator.Brain;
import dev.perennial.simulator.LoggedRequest;
import dev.perennial.simulator.SimulatorServer;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.limit.LimitControl;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A fake Messages API for the tests of a class, on a free loopback port.
 *
 * <p>In a static field the server lives as long as the class, in an instance field as long as each test; either way it is
 * closed at the end. Classes that inherit a static field and run at the same time share its server. Where a class has one extension only, its test methods may take a {@link SimulatorServer} parameter.
 *
 * <pre>{@code
 * @RegisterExtension
 * final SimulatorExtension simulator = SimulatorExtension.withBrain(prompt -> Reply.text("Hello!"));
 *
 * @Test
 * void greets() {
 *     AnthropicClient client = AnthropicOkHttpClient.builder()
 *             .baseUrl(simulator.baseUrl().toString())
 *             .apiKey("any")
 *             .build();
 *     …
 *     assertThat(simulator.requests()).hasSize(1);
 * }
 * }</pre>
 *
 * <p>Safe for use by the threads of one test; test methods that run in parallel need a static field or a class each.
 */
public final class SimulatorExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {

    private final Supplier<SimulatorSettings> settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> classes = new HashSet<>();
    private volatile Optional<SimulatorServer> server = Optional.empty();

    private SimulatorExtension(Supplier<SimulatorSettings> settings) {
        this.settings = settings;
    }

    /** A simulator that answers with this brain, the same one for all tests that the server lives for. */
    public static SimulatorExtension withBrain(Brain brain) {
        return withSettings(() -> SimulatorSettings.builder(brain).build());
    }

    /**
     * A simulator of any settings.
     *
     * @param settings asked each time a server is started, so that brains with a memory can begin anew
     */
    public static SimulatorExtension withSettings(Supplier<SimulatorSettings> settings) {
        return new SimulatorExtension(settings);
    }

    /**
     * What clients take as their base URL.
     *
     * @throws IllegalStateException outside of a test
     */
    public URI baseUrl() {
        return running().baseUrl();
    }

    /**
     * The requests that the server received, oldest first.
     *
     * @throws IllegalStateException outside of a test
     */
    public List<LoggedRequest> requests() {
        return running().requests();
    }

    /**
     * Reads and changes the server's rate limits in the middle of a test.
     *
     * @throws IllegalStateException outside of a test
     */
    public LimitControl limits() {
        return running().limits();
    }

    private SimulatorServer running() {
        return server.orElseThrow(() -> new IllegalStateException(
                "The simulator runs during tests only; annotate its field with @RegisterExtension."));
    }

    /** Is also called for each nested class, and by each class that inherits the field: they share one server. */
    @Override
    public void beforeAll(ExtensionContext context) {
        locked(() -> {
            if (classes.isEmpty()) {
                start();
            }
            classes.add(context.getUniqueId());
        });
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        locked(() -> {
            if (classes.isEmpty()) {
                start();
            }
        });
    }

    @Override
    public void afterEach(ExtensionContext context) {
        locked(() -> {
            if (classes.isEmpty()) {
                stop();
            }
        });
    }

    @Override
    public void afterAll(ExtensionContext context) {
        locked(() -> {
            if (classes.remove(context.getUniqueId()) && classes.isEmpty()) {
                stop();
            }
        });
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    private void start() {
        server = Optional.of(SimulatorServer.start(settings.get()));
    }

    private void stop() {
        server.ifPresent(SimulatorServer::close);
        server = Optional.empty();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SimulatorServer.class;
    }

    @Override
    public SimulatorServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return running();
    }
}
