package dev.perennial.http;

import java.nio.charset.StandardCharsets;

/** Puts a {@link Problem} into the form that the server's clients expect. */
@FunctionalInterface
public interface ProblemHandler {

    /** Answers with the message as plain text. */
    ProblemHandler PLAIN_TEXT = (exchange, problem) -> exchange.respond(
            problem.status(),
            problem.headers().with("Content-Type", "text/plain; charset=utf-8"),
            problem.message().getBytes(StandardCharsets.UTF_8));

    /** Responds to the exchange with the problem. */
    void handle(Exchange exchange, Problem problem);
}
