package dev.perennial.agent;

import static java.util.Objects.requireNonNull;

import dev.perennial.models.TokenUsage;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A listener for those who want only some of what happens: text as it comes, output of tools, and each exchange with the API.
 *
 * <pre>{@code
 * Session.open(settings, source, tools,
 *         Listening.onText(System.out::print)
 *                 .onToolOutput((tool, text) -> log(tool, text))
 *                 .onExchange(exchange -> count(exchange.usage())),
 *         System::nanoTime);
 * }</pre>
 *
 * <p>Immutable but for what it remembers of the session that it listens to: one session, one listener.
 */
public final class Listening implements SessionListener {

    private final Consumer<String> text;
    private final BiConsumer<String, String> toolOutput;
    private final Consumer<Exchange> exchange;

    private final Map<String, String> tools = new HashMap<>();
    private int request;

    private Listening(Consumer<String> text, BiConsumer<String, String> toolOutput, Consumer<Exchange> exchange) {
        this.text = text;
        this.toolOutput = toolOutput;
        this.exchange = exchange;
    }

    /**
     * One request and what became of it.
     *
     * @param number counts the session's requests from 1
     * @param stopReason why the model stopped; the cause in snake_case if the response broke off
     * @param whole whether the response is whole
     * @param usage what it used, as far as it was told
     */
    public record Exchange(int number, String stopReason, boolean whole, TokenUsage usage) {

        /** Checks the parts. */
        public Exchange {
            requireNonNull(stopReason, "stopReason");
            requireNonNull(usage, "usage");
        }
    }

    /** Hears the model's text, piece by piece as it comes. */
    public static Listening onText(Consumer<String> reader) {
        return new Listening(requireNonNull(reader, "reader"), (tool, output) -> {}, over -> {});
    }

    /** Hears also the output of tools: the tool's name, and a piece of what it prints. */
    public Listening onToolOutput(BiConsumer<String, String> reader) {
        return new Listening(text, requireNonNull(reader, "reader"), exchange);
    }

    /** Hears also of each request, once its response is over. */
    public Listening onExchange(Consumer<Exchange> reader) {
        return new Listening(text, toolOutput, requireNonNull(reader, "reader"));
    }

    @Override
    public void on(long seq, SessionEvent event) {
        switch (event) {
            case SessionEvent.TextDelta delta -> text.accept(delta.text());
            case SessionEvent.ToolStarted started ->
                tools.put(started.call().id(), started.call().name());
            case SessionEvent.ToolPrinted printed ->
                toolOutput.accept(tools.getOrDefault(printed.id(), ""), printed.text());
            case SessionEvent.ToolFinished finished -> tools.remove(finished.id());
            case SessionEvent.RequestStarted started -> request = started.number();
            case SessionEvent.ResponseFinished finished ->
                exchange.accept(new Exchange(request, finished.stopReason(), true, finished.usage()));
            case SessionEvent.ResponseBroken broken ->
                exchange.accept(new Exchange(request, broken.cause(), false, TokenUsage.NONE));
            default -> {} // the rest is for listeners of their own
        }
    }
}
