package dev.perennial.http;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers what never became an exchange: malformed requests, and requests that arrive while the server closes. */
final class UnhandledErrors implements Request.Handler {

    private final ProblemHandler problems;

    UnhandledErrors(ProblemHandler problems) {
        this.problems = problems;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        try {
            problems.handle(new Exchange(request, response, 0), Problem.of(status, message(status)));
            callback.succeeded();
        } catch (RuntimeException failed) {
            callback.failed(failed);
        }
        return true;
    }

    private static String message(int status) {
        return switch (status) {
            case 400 -> "The request is malformed.";
            case 431 -> "The headers of the request are too long.";
            case 503 -> "The server is closing.";
            default -> "HTTP " + status;
        };
    }
}
