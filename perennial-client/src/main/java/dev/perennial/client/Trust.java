package dev.perennial.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** The certificate authorities that are trusted: the JVM's, and those of PEM files. */
final class Trust {

    private static final Pattern CERTIFICATE = Pattern.compile(
            "-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----[^-]*-----END (?:X509 |TRUSTED )?CERTIFICATE-----");

    private final Map<String, Path> files;

    private Trust(Map<String, Path> files) {
        this.files = files;
    }

    /** The files that the settings and the environment name, by the name of the setting. */
    static Trust of(ClientSettings settings) {
        Map<String, Path> files = named(settings.environment());
        settings.certificateAuthorities().ifPresent(path -> files.put("certificateAuthorities", path));
        return new Trust(Map.copyOf(files));
    }

    /** The files that the environment names. */
    static Trust of(Map<String, String> environment) {
        return new Trust(Map.copyOf(named(environment)));
    }

    private static Map<String, Path> named(Map<String, String> environment) {
        Map<String, Path> files = new LinkedHashMap<>();
        for (String variable : List.of("SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS")) {
            String path = environment.getOrDefault(variable, "").strip();
            if (!path.isEmpty()) {
                files.put(variable, Path.of(path));
            }
        }
        return files;
    }

    /**
     * Reads all authorities, which takes tens of milliseconds.
     *
     * @throws ClientConfigurationException if a file is missing or holds no certificate
     */
    X509ExtendedTrustManager load() {
        List<Certificate> extra = new ArrayList<>();
        files.forEach((setting, path) -> extra.addAll(certificates(setting, path)));
        try {
            X509ExtendedTrustManager system = trustManager(null);
            return extra.isEmpty() ? system : trustManager(keyStore(system, extra));
        } catch (GeneralSecurityException | IOException e) {
            throw new ClientConfigurationException("the JVM's certificate authorities cannot be read", e);
        }
    }

    /** Notices unusable files at once instead of at the first connection; costs nothing where none is named. */
    void check() {
        files.forEach(Trust::certificates);
    }

    private static List<Certificate> certificates(String setting, Path path) {
        List<Certificate> certificates = new ArrayList<>();
        try {
            Matcher pem = CERTIFICATE.matcher(Files.readString(path, StandardCharsets.ISO_8859_1));
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            while (pem.find()) {
                byte[] text = pem.group().getBytes(StandardCharsets.ISO_8859_1);
                certificates.add(factory.generateCertificate(new ByteArrayInputStream(text)));
            }
        } catch (IOException e) {
            throw unusable(setting, path, "cannot be read", e);
        } catch (GeneralSecurityException e) {
            throw unusable(setting, path, "holds a garbled certificate (number " + (certificates.size() + 1) + ")", e);
        }
        if (certificates.isEmpty()) {
            throw unusable(setting, path, "holds no certificate in PEM form", null);
        }
        return certificates;
    }

    private static ClientConfigurationException unusable(
            String setting, Path path, String problem, @Nullable Throwable cause) {
        String message = "the file " + path + ", which " + setting + " names, " + problem
                + ": name a PEM file of certificate authorities, or unset it";
        return cause == null
                ? new ClientConfigurationException(message)
                : new ClientConfigurationException(message, cause);
    }

    private static KeyStore keyStore(X509ExtendedTrustManager system, List<Certificate> extra)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (X509Certificate certificate : system.getAcceptedIssuers()) {
            store.setCertificateEntry("system-" + number++, certificate);
        }
        for (Certificate certificate : extra) {
            store.setCertificateEntry("extra-" + number++, certificate);
        }
        return store;
    }

    private static X509ExtendedTrustManager trustManager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager extended) {
                return extended;
            }
        }
        throw new GeneralSecurityException("the JVM has no trust manager for X.509");
    }
}
