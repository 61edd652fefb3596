package dev.perennial.http;

import java.io.IOException;
import java.lang.System.Logger.Level;
import org.eclipse.jetty.io.QuietException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Runs a handler for each request and sees to it that every exchange ends: answered, or cut. */
final class JettyAdapter extends Handler.Abstract {

    private static final System.Logger LOG = System.getLogger(JettyAdapter.class.getName());

    /** An end that surprises nobody, so that the server below does not log it. */
    private static final class Cut extends IOException implements QuietException {

        Cut(String message) {
            super(message);
        }

        Cut(Throwable cause) {
            super(cause);
        }
    }

    private final HttpHandler handler;
    private final ProblemHandler problems;
    private final HttpSettings settings;

    JettyAdapter(HttpHandler handler, ProblemHandler problems, HttpSettings settings) {
        this.handler = handler;
        this.problems = problems;
        this.settings = settings;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Exchange exchange = new Exchange(request, response, settings.maxBodyBytes());
        exchange.connection().serve();
        try {
            run(exchange);
            end(exchange, callback);
        } catch (ClientGoneException gone) {
            callback.failed(new Cut(gone));
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            callback.failed(new Cut(closing));
        } catch (RuntimeException | Error unexpected) {
            LOG.log(Level.WARNING, "Handler failed after its response had begun", unexpected);
            callback.failed(unexpected);
        }
        return true;
    }

    private void run(Exchange exchange) throws InterruptedException {
        try {
            handler.handle(exchange);
            if (!exchange.answered()) {
                problems.handle(exchange, Problem.of(500, "The handler of this path did not answer."));
            }
        } catch (BodyTooLargeException tooLarge) {
            answerOrRethrow(
                    exchange, tooLarge, Problem.of(413, "The body is longer than " + tooLarge.limit() + " bytes."));
        } catch (ClientGoneException gone) {
            throw gone;
        } catch (RuntimeException failure) {
            answerOrRethrow(exchange, failure, Problem.of(500, "Internal error."));
            LOG.log(Level.WARNING, "Handler failed", failure);
        }
    }

    private void answerOrRethrow(Exchange exchange, RuntimeException failure, Problem problem) {
        if (exchange.answered()) {
            throw failure;
        }
        problems.handle(exchange, problem);
    }

    private void end(Exchange exchange, Callback callback) {
        if (exchange.connection().spoilt()) {
            callback.failed(new Cut("The response was spoilt on purpose."));
            return;
        }
        exchange.openStream().ifPresent(StreamingResponse::end);
        if (exchange.openStream().map(StreamingResponse::aborted).orElse(false)) {
            callback.failed(new Cut("The response was aborted."));
        } else {
            exchange.discardUnwanted(settings.keepAlive());
            callback.succeeded();
        }
    }
}
