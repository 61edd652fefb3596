package dev.perennial.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.http.Exchange;

/** What sessions have in common, over HTTP. Safe for use by several threads. */
final class WorkplaceApi {

    private final Workplace workplace;
    private final Guard guard;

    WorkplaceApi(Workplace workplace, Guard guard) {
        this.workplace = workplace;
        this.guard = guard;
    }

    /** Who is not in is told no more than that. */
    void status(Exchange exchange) {
        boolean outside = !guard.isInside(exchange);
        ObjectNode status = outside
                ? JsonNodeFactory.instance.objectNode()
                : workplace.status().put("login_used", guard.hasLogins());
        SessionsApi.respond(exchange, 200, status.put("login_needed", outside));
    }

    void keepKey(Exchange exchange) {
        String key = RequestBody.of(exchange, "key").required("key");
        SessionsApi.respond(exchange, 200, workplace.keepKey(key));
    }

    void forgetKey(Exchange exchange) {
        SessionsApi.respond(exchange, 200, workplace.forgetKey());
    }

    void models(Exchange exchange) {
        SessionsApi.respond(exchange, 200, workplace.models());
    }

    void limits(Exchange exchange) {
        SessionsApi.respond(exchange, 200, workplace.limits());
    }

    void settings(Exchange exchange) {
        SessionsApi.respond(exchange, 200, workplace.settings());
    }

    void changeSettings(Exchange exchange) {
        SessionsApi.respond(exchange, 200, workplace.changeSettings(RequestBody.any(exchange)));
    }
}
