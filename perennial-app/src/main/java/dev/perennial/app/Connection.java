package dev.perennial.app;

import com.anthropic.models.messages.MessageCreateParams;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.CacheBreakpoints;
import dev.perennial.agent.ImagesKept;
import dev.perennial.agent.MessageSource;
import dev.perennial.agent.Outcome;
import dev.perennial.agent.RequestNotSentException;
import dev.perennial.app.config.Setting;
import dev.perennial.app.config.Settings;
import dev.perennial.client.ClientConfigurationException;
import dev.perennial.client.ClientFactory;
import dev.perennial.client.MessageStream;
import dev.perennial.client.ModelLookup;
import dev.perennial.client.Perennial;
import dev.perennial.client.PerennialSettings;
import dev.perennial.client.RawMessages;
import dev.perennial.client.ReceivedMessage;
import dev.perennial.client.exchange.ExchangeListener;
import dev.perennial.client.governor.Governing;
import dev.perennial.models.Capabilities;
import dev.perennial.models.Catalogue;
import dev.perennial.models.ThinkingMode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends a session's conversation to its destination. What takes time (starting the client, asking the server what the
 * model can do) waits until the first request, so that people see something before.
 *
 * <p>Used by the thread that runs the session, and closed when that is over.
 */
final class Connection implements MessageSource, AutoCloseable {

    private static final long SMALL_WINDOW = 200_000;
    private static final int MOST_IMAGES = 600;
    private static final int MOST_IMAGES_IN_SMALL_WINDOW = 100;

    private final Destination destination;
    private final Settings settings;
    private final String system;
    private final List<String> betas;
    private final ImagesKept images;
    private final Perennial perennial;
    private final Governing governing;
    private Capabilities capabilities;
    private Optional<Upstream> open = Optional.empty();
    private Consumer<ObjectNode> chosen = request -> {};
    private volatile ExchangeListener exchanges = ExchangeListener.NONE;
    private @Nullable Opened opened;

    /** As it was before marks were set in it. */
    private ObjectNode lastBody = JsonNodeFactory.instance.objectNode();

    /** What the first request opened. */
    private record Opened(Upstream upstream, ObjectNode template, PromptGuard guard) {}

    private Connection(
            Destination destination,
            Settings settings,
            String system,
            List<String> betas,
            PerennialSettings streams,
            Capabilities listed) {
        this.destination = destination;
        this.settings = settings;
        this.system = system;
        this.betas = List.copyOf(betas);
        OptionalInt kept = settings.countOrAll(Setting.IMAGES_KEPT);
        this.images = kept.isEmpty() ? ImagesKept.ALL : new ImagesKept(kept.getAsInt());
        this.perennial = Perennial.with(streams.toBuilder()
                .exchanges(request -> exchanges.sending(request))
                .build());
        this.governing = streams.governing();
        this.capabilities = listed;
    }

    /**
     * Makes a connection; nothing is opened yet.
     *
     * @param system the session's system prompt
     * @param betas what requests say in the header {@code anthropic-beta}
     * @param common how streams are kept alive, but for where else they may go
     * @throws UsageException if the settings ask for what the model or the provider is known to refuse
     * @throws dev.perennial.client.ClientConfigurationException if no client can be made from them
     */
    static Connection of(
            Destination destination, Settings settings, String system, List<String> betas, PerennialSettings common) {
        Capabilities listed = Catalogue.builtIn().get(settings.required(Setting.MODEL));
        PerennialSettings streams = common.toBuilder()
                .fallbacks(FallbackSetting.of(settings, destination.client().environment()))
                .build();
        Connection connection = new Connection(destination, settings, system, betas, streams, listed);
        RequestPlan.body(settings, listed, system);
        ProviderSetting.checkModel(destination.client().provider(), settings);
        ClientFactory.check(destination.client());
        return connection;
    }

    /** Tells from now on how requests are made, before the first of them is sent. */
    void tell(Consumer<ObjectNode> listener) {
        chosen = listener;
    }

    /** Who says which request may go now. */
    Governing governing() {
        return governing;
    }

    /** What the model can do, as far as that is known by now. */
    Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public MessageStream open(ObjectNode conversation) {
        Opened ready = opened == null ? connect() : opened;
        ObjectNode body = body(ready, conversation);
        ready.guard().check(body);
        return MessageStream.open(ready.upstream().client(), RawMessages.params(body, betas));
    }

    @Override
    public MessageStream resume(ObjectNode conversation, ReceivedMessage received) {
        Opened ready = opened == null ? connect() : opened;
        MessageCreateParams params = RawMessages.params(body(ready, conversation), betas);
        return MessageStream.resume(ready.upstream().client(), params, received);
    }

    @Override
    public void tellExchanges(ExchangeListener listener) {
        exchanges = listener;
    }

    @Override
    public ImagesKept imagesKept() {
        return images;
    }

    /** Models with a small window take fewer (Messages API, "Vision"). */
    @Override
    public int mostImages() {
        return capabilities.contextTokens() > SMALL_WINDOW ? MOST_IMAGES : MOST_IMAGES_IN_SMALL_WINDOW;
    }

    /**
     * No model that takes a budget of thinking binds it, and with a budget it may not be left out of the last turn. That others do is
     * assumed, also of those that do not yet: thinking is left out there which could have stayed.
     */
    @Override
    public boolean bindsThinking() {
        return capabilities.isKnown()
                ? !capabilities.thinking().accepts(ThinkingMode.ENABLED)
                : !settings.text(Setting.THINKING)
                        .filter(ThinkingMode.ENABLED.word()::equals)
                        .isPresent();
    }

    @Override
    public boolean takesSystemMessages() {
        return capabilities.features().systemMessages();
    }

    private ObjectNode body(Opened ready, ObjectNode conversation) {
        ObjectNode body = ready.template().objectNode().setAll(ready.template());
        body.setAll(conversation);
        ObjectNode before = lastBody.isEmpty() ? body : lastBody;
        lastBody = body;
        return CacheBreakpoints.in(body, before);
    }

    private Opened connect() {
        Upstream upstream = upstream();
        open = Optional.of(upstream);
        capabilities = new ModelLookup(upstream.client(), Catalogue.builtIn()).find(capabilities.model());
        Opened ready = new Opened(upstream, template(), new PromptGuard(upstream.client(), capabilities, betas));
        chosen.accept(ready.template());
        opened = ready;
        return ready;
    }

    /** A provider's credentials are looked for only now. */
    private Upstream upstream() {
        try {
            return Upstream.open(destination, List.of(perennial));
        } catch (ClientConfigurationException wrong) {
            throw new RequestNotSentException(Outcome.REJECTED, "settings", String.valueOf(wrong.getMessage()));
        }
    }

    /** The server may know more of the model than the catalogue did when the settings were checked first. */
    private ObjectNode template() {
        try {
            return RequestPlan.body(settings, capabilities, system);
        } catch (UsageException wrong) {
            throw new RequestNotSentException(Outcome.REJECTED, "settings", String.valueOf(wrong.getMessage()));
        }
    }

    @Override
    public void close() {
        open.ifPresent(Upstream::close);
    }
}
