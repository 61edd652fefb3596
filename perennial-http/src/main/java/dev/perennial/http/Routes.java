package dev.perennial.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Sends each request to the handler of its method and path.
 *
 * <p>A pattern is a path whose segments may be {@code {name}}, which match any one segment; the first route that
 * matches wins. A path without route is a 404, a path with routes for other methods a 405; {@code HEAD} is not implied
 * by {@code GET}.
 *
 * <pre>{@code
 * Routes routes = Routes.builder()
 *         .on("GET", "/sessions/{id}", this::show)
 *         .on("POST", "/sessions", this::create)
 *         .build();
 * }</pre>
 */
public final class Routes implements HttpHandler {

    private record Route(String method, PathPattern pattern, HttpHandler handler) {}

    private final List<Route> routes;
    private final ProblemHandler problems;

    private Routes(Builder builder) {
        this.routes = List.copyOf(builder.routes);
        this.problems = builder.problems;
    }

    /** Starts with no routes. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public void handle(Exchange exchange) throws InterruptedException {
        SortedSet<String> allowed = new TreeSet<>();
        for (Route route : routes) {
            Optional<Map<String, String>> parameters = route.pattern.match(exchange.path());
            if (parameters.isPresent() && route.method.equals(exchange.method())) {
                route.handler.handle(exchange.withParameters(parameters.get()));
                return;
            }
            parameters.ifPresent(p -> allowed.add(route.method));
        }
        problems.handle(exchange, allowed.isEmpty() ? notFound(exchange) : notAllowed(exchange, allowed));
    }

    private static Problem notFound(Exchange exchange) {
        return Problem.of(404, "Nothing is at " + exchange.path() + ".");
    }

    private static Problem notAllowed(Exchange exchange, SortedSet<String> allowed) {
        String methods = String.join(", ", allowed);
        return new Problem(
                405,
                exchange.path() + " does not take " + exchange.method() + "; use " + methods + ".",
                Headers.of("Allow", methods));
    }

    /** Collects routes; not for use by several threads. */
    public static final class Builder {

        private final List<Route> routes = new ArrayList<>();
        private ProblemHandler problems = ProblemHandler.PLAIN_TEXT;

        private Builder() {}

        /**
         * Adds a route.
         *
         * @param method the method in upper case
         * @param pattern for example {@code /sessions/{id}/events}
         * @throws IllegalArgumentException if the pattern is malformed
         */
        public Builder on(String method, String pattern, HttpHandler handler) {
            routes.add(new Route(method, PathPattern.parse(pattern), handler));
            return this;
        }

        /** Answers requests without route in another way than plain text. */
        public Builder onProblem(ProblemHandler handler) {
            this.problems = handler;
            return this;
        }

        /** The routes so far. */
        public Routes build() {
            return new Routes(this);
        }
    }
}
