package dev.perennial.web;

import dev.perennial.http.Headers;

/** What every answer tells the browser: where things may come from, and that nothing is to be guessed. */
final class PageHeaders {

    private static final Headers OF_ALL = Headers.of(
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "X-Frame-Options", "DENY");

    /** Of data, which is never a page of its own. */
    static final Headers OF_DATA = OF_ALL.with(Headers.of(
            "Cache-Control",
            "no-store",
            "Content-Security-Policy",
            "default-src 'none'; frame-ancestors 'none'; sandbox"));

    private PageHeaders() {}

    /**
     * Of the page: scripts, styles and data from this server only.
     *
     * @param scripts the hashes of what stands in the page's own text, such as {@code 'sha256-…'}: its import map
     */
    static Headers ofPage(String scripts) {
        String policy = "default-src 'none'; script-src 'self'" + scripts
                + "; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self';"
                + " manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        return OF_ALL.with(Headers.of(
                "Content-Security-Policy",
                policy,
                "Permissions-Policy",
                "camera=(), geolocation=(), microphone=(), payment=(), usb=()"));
    }
}
