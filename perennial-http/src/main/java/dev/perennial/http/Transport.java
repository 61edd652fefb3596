package dev.perennial.http;

/** What HTTP is spoken over. */
public sealed interface Transport {

    /** HTTP/1.1 over plain TCP. */
    record Plain() implements Transport {}

    /**
     * HTTP/2 or HTTP/1.1, as the client chooses by ALPN, over TLS.
     *
     * @param identity what the server shows to its clients
     */
    record Tls(TlsIdentity identity) implements Transport {}
}
