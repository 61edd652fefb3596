package dev.perennial.http;

import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Makes the listening side of a server. */
final class Connectors {

    private static final int OUTPUT_BUFFER_BYTES = 2 << 10;
    private static final int ACCEPT_QUEUE = 1_024;
    private static final int STREAMS_PER_CONNECTION = 1_024;

    private Connectors() {}

    static ServerConnector of(Server server, HttpSettings settings) {
        ServerConnector connector =
                new GatedConnector(server, settings.gate(), protocols(settings.transport(), configuration(settings)));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setReuseAddress(true);
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setIdleTimeout(settings.keepAlive().toMillis());
        return connector;
    }

    private static HttpConfiguration configuration(HttpSettings settings) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setOutputBufferSize(OUTPUT_BUFFER_BYTES);
        http.setRequestHeaderSize(settings.maxHeadBytes());
        http.setUriCompliance(UriCompliance.UNSAFE); // handlers get paths as they were sent
        http.setIdleTimeout(settings.idleTimeout().toMillis());
        return http;
    }

    private static ConnectionFactory[] protocols(Transport transport, HttpConfiguration http) {
        HttpConnectionFactory http1 = new HttpConnectionFactory(http);
        return switch (transport) {
            case Transport.Plain plain -> new ConnectionFactory[] {http1};
            case Transport.Tls tls -> encrypted(tls.identity(), http1, http2(http));
        };
    }

    private static HTTP2ServerConnectionFactory http2(HttpConfiguration http) {
        HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(http);
        http2.setMaxConcurrentStreams(STREAMS_PER_CONNECTION);
        return http2;
    }

    private static ConnectionFactory[] encrypted(
            TlsIdentity identity, HttpConnectionFactory http1, HTTP2ServerConnectionFactory http2) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(identity.keys());
        tls.setKeyStorePassword(identity.password());
        ALPNServerConnectionFactory choice = new ALPNServerConnectionFactory();
        choice.setDefaultProtocol(http1.getProtocol());
        return new ConnectionFactory[] {new SslConnectionFactory(tls, choice.getProtocol()), choice, http2, http1};
    }
}
