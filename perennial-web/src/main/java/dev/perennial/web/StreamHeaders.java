package dev.perennial.web;

import dev.perennial.http.Headers;

/** The headers of event streams: what stands between is to pass them on at once. */
final class StreamHeaders {

    static final Headers OF_EVENTS = Headers.of(
            "X-Accel-Buffering",
            "no",
            "X-Content-Type-Options",
            "nosniff",
            "Cross-Origin-Resource-Policy",
            "same-origin");

    private StreamHeaders() {}
}
