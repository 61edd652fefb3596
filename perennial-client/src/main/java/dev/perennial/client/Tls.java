package dev.perennial.client;

import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** What TLS needs, made at the first TLS connection. */
final class Tls {

    private final LazyTrustManager trustManager;
    private final SSLSocketFactory socketFactory;

    Tls(Trust trust) {
        trustManager = new LazyTrustManager(new Memo<>(trust::load));
        socketFactory = new KeepAliveSocketFactory(new Memo<>(this::sockets));
    }

    X509TrustManager trustManager() {
        return trustManager;
    }

    SSLSocketFactory socketFactory() {
        return socketFactory;
    }

    private SSLSocketFactory sockets() {
        return context().getSocketFactory();
    }

    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trustManager}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new ClientConfigurationException("the JVM has no usable TLS", e);
        }
    }
}
