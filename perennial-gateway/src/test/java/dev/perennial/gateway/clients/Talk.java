package dev.perennial.gateway.clients;

import java.net.URI;

/**
 * One conversation of a client.
 *
 * @param client the client's name
 * @param scenario what it is about
 * @param url what the client takes for the API
 * @param fault what befalls the first answer; empty for nothing
 */
record Talk(String client, Scenario scenario, URI url, String fault) {

    /** Tells it apart from all others before the same API. */
    String id() {
        return client + " " + scenario.label() + " " + (fault.isEmpty() ? "healthy" : fault) + " by " + url.getPort();
    }

    @Override
    public String toString() {
        return client + " " + scenario.label() + " " + fault;
    }
}
