package dev.perennial.simulator.fault;

import dev.perennial.http.Headers;
import dev.perennial.simulator.SimulatedResponse;
import dev.perennial.simulator.StreamStep;
import dev.perennial.simulator.StreamStep.Ending;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/** What stands between the client and the API. */
final class Proxies {

    private static final Parameter.None NONE = new Parameter.None();
    private static final Headers LONG = Headers.of("Content-Length", "99999999");

    static final List<FaultKind> KINDS = List.of(
            html("html-502", 502, "Bad Gateway"),
            html("html-503", 503, "Service Unavailable"),
            html("html-504", 504, "Gateway Time-out"),
            html("html-403", 403, "Blocked by the company's policy"),
            html("html-200", 200, "Please log in"),
            reply(
                    "empty-200",
                    "200 with an empty body",
                    Harm.LOSS,
                    (f, r) -> Replies.whole(r, 200, "text/event-stream", "")),
            reply(
                    "json-error-200",
                    "200 whose body is the API's error JSON",
                    Harm.LOSS,
                    (f, r) -> Replies.whole(
                            r,
                            200,
                            "application/json",
                            StatusReplies.error("overloaded_error", "Overloaded")
                                    .toString())),
            reply(
                    "redirect-to-login",
                    "302 to a page that is not there",
                    Harm.LOSS,
                    (f, r) -> new SimulatedResponse.Whole(
                            302,
                            Replies.headers(r, "text/html").with("Location", "/login"),
                            new byte[0],
                            Duration.ZERO)),
            reply(
                    "wrong-content-type",
                    "the right body as text/plain",
                    Harm.NONE,
                    (f, r) -> Replies.stream(r, Replies.headers(r, "text/plain"), Replies.body(r))),
            reply(
                    "no-content-type",
                    "the right body without a content type",
                    Harm.NONE,
                    (f, r) -> Replies.stream(r, Replies.without(r.headers(), "content-type"), Replies.body(r))),
            FaultKind.encoding(
                    "gzip",
                    FaultGroup.PROXY,
                    "the right body, compressed without having been asked to",
                    Harm.NONE,
                    (f, r) -> zipped(r, new Zipped(Replies.body(r)))),
            FaultKind.encoding(
                    "gzip-cut",
                    FaultGroup.PROXY,
                    "a compressed body that ends in the middle",
                    Harm.LOSS,
                    (f, r) -> zipped(r, Steps.firstHalf(new Zipped(Replies.body(r))))),
            reply(
                    "gzip-lie",
                    "a plain body that claims to be compressed",
                    Harm.LOSS,
                    (f, r) -> Replies.stream(r, r.headers().with("Content-Encoding", "gzip"), Replies.body(r))),
            FaultKind.head(
                    "length-lie",
                    FaultGroup.PROXY,
                    "the body ends far before its Content-Length",
                    Harm.LOSS,
                    NONE,
                    (f, r) -> Replies.rawHead(
                            r,
                            Steps.of(Steps.bytes(Replies.head(r, LONG))),
                            r.headers().with(LONG),
                            Duration.ZERO)),
            events("proxy-buffers", "all events come at once, at the end", Harm.DELAY, NONE, Buffered::of),
            events(
                    "proxy-strips-pings",
                    "no pings come",
                    Harm.NONE,
                    NONE,
                    (scene, rest) -> Steps.eachFrame(
                            rest, frame -> frame.event().equals("ping") ? Steps.of() : Steps.of(frame))),
            events(
                    "proxy-comments",
                    "a comment line comes whenever nothing else came for this long",
                    Harm.NONE,
                    seconds(5),
                    (scene, rest) ->
                            Steps.each(rest, new WhenIdle(scene.fault().time(), Steps.bytes(": keep-alive\n\n")))),
            events(
                    "proxy-idle-cut",
                    "the connection is closed when nothing came for this long",
                    Harm.LOSS,
                    seconds(60),
                    (scene, rest) ->
                            Steps.each(rest, new WhenIdle(scene.fault().time(), new StreamStep.End(Ending.CLOSE)))),
            events(
                    "proxy-time-limit",
                    "the connection is closed when the response has lasted this long",
                    Harm.LOSS,
                    seconds(60),
                    (scene, rest) -> new Cue(
                            rest,
                            scene.fault(),
                            new Place.Time(scene.fault().time()),
                            (s, r) -> Steps.end(Ending.CLOSE),
                            () -> {})));

    private Proxies() {}

    private static FaultKind html(String name, int status, String title) {
        return reply(
                name,
                status + " with an HTML page: " + title,
                Harm.LOSS,
                (fault, response) -> Replies.whole(response, status, "text/html; charset=utf-8", page(title)));
    }

    private static String page(String title) {
        return "<!DOCTYPE html><html><head><title>" + title + "</title></head><body>" + title + "</body></html>";
    }

    private static FaultKind reply(String name, String description, Harm harm, Effect.ReplyChange change) {
        return FaultKind.reply(name, FaultGroup.PROXY, description, harm, NONE, change);
    }

    private static FaultKind events(
            String name, String description, Harm harm, Parameter parameter, Effect.StepChange change) {
        return FaultKind.steps(
                name, FaultGroup.PROXY, description, harm, parameter, "first", Effect.Steps.events(change));
    }

    private static Parameter seconds(long seconds) {
        return new Parameter.Time(Duration.ofSeconds(seconds));
    }

    /** What is no response has no body. */
    private static SimulatedResponse zipped(SimulatedResponse original, Iterator<StreamStep> body) {
        return original instanceof SimulatedResponse.Broken
                ? original
                : Replies.stream(original, original.headers().with("Content-Encoding", "gzip"), body);
    }
}
