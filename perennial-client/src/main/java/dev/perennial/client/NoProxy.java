package dev.perennial.client;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The hosts that are reached without a proxy: {@code no_proxy} is a list separated by commas or spaces, of {@code *},
 * names (which cover their subdomains, with or without a leading dot), addresses, each with a port if need be, and
 * blocks of addresses ({@code 10.0.0.0/8}).
 */
final class NoProxy {

    private final List<String> entries;

    private NoProxy(List<String> entries) {
        this.entries = entries;
    }

    static NoProxy of(Map<String, String> environment) {
        String list = environment.getOrDefault("no_proxy", environment.getOrDefault("NO_PROXY", ""));
        return new NoProxy(Arrays.stream(list.split("[,\\s]+", -1))
                .map(entry -> entry.toLowerCase(Locale.ROOT))
                .filter(entry -> !entry.isEmpty())
                .toList());
    }

    boolean covers(URI server) {
        String host = ProxySettings.host(server).toLowerCase(Locale.ROOT);
        int port = server.getPort() > 0 ? server.getPort() : defaultPort(server);
        return entries.stream().anyMatch(entry -> covers(entry, host, port));
    }

    /** Loopback is this machine, which no proxy can reach. */
    static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || (IpAddress.isAddress(name) && IpAddress.parse(name).isLoopbackAddress());
    }

    private static boolean covers(String entry, String host, int port) {
        if (entry.equals("*")) {
            return true;
        }
        if (entry.contains("/")) {
            return IpAddress.isInBlock(host, entry);
        }
        HostPort wanted = HostPort.parse(entry);
        return (wanted.port() < 0 || wanted.port() == port) && coversHost(wanted.host(), host);
    }

    private static boolean coversHost(String entry, String host) {
        String domain =
                entry.startsWith("*.") ? entry.substring(2) : entry.startsWith(".") ? entry.substring(1) : entry;
        if (domain.isEmpty()) {
            return false;
        }
        if (IpAddress.isAddress(domain) || IpAddress.isAddress(host)) {
            return IpAddress.same(domain, host);
        }
        return host.equals(domain) || host.endsWith("." + domain);
    }

    private record HostPort(String host, int port) {

        static HostPort parse(String entry) {
            int colon = entry.lastIndexOf(':');
            boolean bareV6 = entry.indexOf(':') != colon && !entry.startsWith("[");
            if (colon < 0 || bareV6 || entry.endsWith("]")) {
                return new HostPort(unbracket(entry), -1);
            }
            String port = entry.substring(colon + 1);
            boolean number =
                    !port.isEmpty() && port.length() < 6 && port.chars().allMatch(Character::isDigit);
            return new HostPort(unbracket(entry.substring(0, colon)), number ? Integer.parseInt(port) : -1);
        }

        private static String unbracket(String host) {
            return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        }
    }

    private static int defaultPort(URI server) {
        return "https".equalsIgnoreCase(server.getScheme()) ? 443 : 80;
    }
}
