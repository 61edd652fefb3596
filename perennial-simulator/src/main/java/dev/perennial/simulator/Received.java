package dev.perennial.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.perennial.simulator.internal.Json;
import java.util.Optional;

/**
 * A request with its body parsed, once, for the endpoint and the log.
 *
 * @param request the request
 * @param json the JSON of the body; a missing node if it is none
 * @param malformed why it is none, for the client's eyes; empty if it is
 */
record Received(SimulatedRequest request, JsonNode json, String malformed) {

    static Received of(SimulatedRequest request) {
        if (request.body().length > Simulator.MAX_BODY_BYTES) {
            return new Received(request, MissingNode.getInstance(), "too long to be read");
        }
        try {
            return new Received(request, Json.parse(request.body()), "");
        } catch (JsonProcessingException e) {
            String why = encoded(request).orElseGet(() -> plain(e.getOriginalMessage()));
            return new Received(request, MissingNode.getInstance(), why);
        }
    }

    /** Whether the API decodes bodies is not documented, so none is decoded here. */
    private static Optional<String> encoded(SimulatedRequest request) {
        return request.headers()
                .first("content-encoding")
                .filter(encoding -> !encoding.equalsIgnoreCase("identity"))
                .map(encoding -> "its content-encoding `" + encoding + "` is not supported; send it without one");
    }

    /** Without the parser's notes on itself. */
    private static String plain(String message) {
        return message.replaceFirst(" \\((start marker at|from `|enable `).*", "")
                .replaceFirst(": enable `.*", "");
    }

    /** The same request at another path. */
    Received at(String path) {
        return new Received(
                new SimulatedRequest(request.method(), path, request.query(), request.headers(), request.body()),
                json,
                malformed);
    }
}
