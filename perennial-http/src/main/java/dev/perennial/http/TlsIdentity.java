package dev.perennial.http;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** A server's private key and certificate. Immutable, safe for use by several threads. */
public final class TlsIdentity {

    private static final String ALIAS = "server";

    /** The format wants one; what protects a file that is kept is who may read it. */
    private static final String OF_FILES = "perennial";

    private final KeyStore keys;
    private final String password;

    private TlsIdentity(KeyStore keys, String password) {
        this.keys = keys;
        this.password = password;
    }

    /**
     * Makes a new key and certificate for {@code localhost}, {@code 127.0.0.1} and {@code ::1}, signed by itself and valid
     * for a year. Takes about a second: it is made by the {@code keytool} of the running Java.
     *
     * @throws ServerStartException if this Java has no {@code keytool}, or it fails
     */
    public static TlsIdentity selfSigned() {
        try {
            Path folder = Files.createTempDirectory("tls-identity");
            Path file = folder.resolve("identity.p12");
            try {
                return made(file, UUID.randomUUID().toString());
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new ServerStartException(
                    "No certificate could be made (" + e.getMessage()
                            + "): run with a full JDK, whose bin folder has keytool, or without TLS.",
                    e);
        }
    }

    /**
     * What a file keeps, so that who has trusted the certificate need not do so again at each start. If there is no such file, or its
     * certificate is valid no longer, one is made as by {@link #selfSigned}, in a file that only its owner can read.
     *
     * @param file in a folder that is there
     * @throws ServerStartException if it cannot be read or made
     */
    public static TlsIdentity kept(Path file) {
        try {
            Optional<TlsIdentity> before = Files.exists(file) ? Optional.of(read(file, OF_FILES)) : Optional.empty();
            return before.filter(TlsIdentity::isValid).isPresent() ? before.get() : keep(file);
        } catch (IOException | GeneralSecurityException e) {
            throw new ServerStartException(
                    "The certificate in " + file + " can be neither read nor made (" + e.getMessage()
                            + "): delete the file, and run with a full JDK, whose bin folder has keytool, or without TLS.",
                    e);
        }
    }

    /** In a folder of its owner's until others cannot read it, and then at its place in one step. */
    private static TlsIdentity keep(Path file) throws IOException, GeneralSecurityException {
        Path folder = Files.createTempDirectory(file.toAbsolutePath().getParent(), ".tls-");
        Path draft = folder.resolve("identity.p12");
        try {
            TlsIdentity made = made(draft, OF_FILES);
            if (draft.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return made;
        } finally {
            Files.deleteIfExists(draft);
            Files.delete(folder);
        }
    }

    private boolean isValid() {
        try {
            certificate().checkValidity();
            return true;
        } catch (CertificateException notNow) {
            return false;
        }
    }

    private static TlsIdentity made(Path file, String password) throws IOException, GeneralSecurityException {
        runKeytool(file, password);
        return read(file, password);
    }

    private static TlsIdentity read(Path file, String password) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, password.toCharArray());
        }
        return new TlsIdentity(keys, password);
    }

    private static void runKeytool(Path file, String password) throws IOException {
        Process keytool =
                new ProcessBuilder(command(file)).redirectErrorStream(true).start();
        try (Writer in = keytool.outputWriter()) {
            in.write(password + "\n" + password + "\n");
        }
        try (BufferedReader out = keytool.inputReader()) {
            String said = out.lines().collect(Collectors.joining(" "));
            if (keytool.waitFor() != 0) {
                throw new IOException("keytool said: " + said);
            }
        } catch (InterruptedException e) {
            keytool.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        }
    }

    /** The password goes over standard input: arguments can be read by other users. */
    private static List<String> command(Path file) {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        return List.of(
                keytool,
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1,ip:0:0:0:0:0:0:0:1",
                "-validity",
                "365",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString());
    }

    /** The certificate that clients see. */
    public X509Certificate certificate() {
        try {
            return (X509Certificate) requireNonNull(keys.getCertificate(ALIAS), "certificate");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key store was loaded", e);
        }
    }

    /** What a client trusts in order to trust this server and no other. */
    public X509TrustManager trustManager() {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(ALIAS, certificate());
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            return (X509TrustManager) factory.getTrustManagers()[0];
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("Every Java platform can trust a certificate", e);
        }
    }

    /** The settings of a client that trusts {@link #trustManager}. */
    public SSLContext clientContext() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trustManager()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has TLS", e);
        }
    }

    KeyStore keys() {
        return keys;
    }

    String password() {
        return password;
    }
}
