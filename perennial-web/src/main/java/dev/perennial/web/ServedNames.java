package dev.perennial.web;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names by which a server may be asked. Addresses in digits cannot be made to lead elsewhere, so all of them are good where the
 * server listens on more than this machine. Immutable.
 */
final class ServedNames {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern DIGITS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");

    private static final Pattern OF_THIS_MACHINE = Pattern.compile("127(\\.\\d{1,3}){3}");

    private final Set<String> names;
    private final boolean anyAddress;

    private ServedNames(Set<String> names, boolean anyAddress) {
        this.names = names;
        this.anyAddress = anyAddress;
    }

    /**
     * @param host what the server listens on
     * @param more further names that lead to it
     */
    static ServedNames of(String host, Set<String> more) {
        Set<String> names = new HashSet<>(LOOPBACK);
        Stream.concat(Stream.of(host), more.stream())
                .map(name -> name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name)
                .forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        return new ServedNames(Set.copyOf(names), !isLoopback(host));
    }

    /** Whether this is a name or an address of the machine for itself; a name of others may begin with digits too. */
    static boolean isLoopback(String host) {
        return LOOPBACK.contains(host.toLowerCase(Locale.ROOT))
                || host.equals("::1")
                || OF_THIS_MACHINE.matcher(host).matches();
    }

    boolean contains(String authority) {
        String host = host(authority);
        return names.contains(host) || (anyAddress && DIGITS.matcher(host).matches());
    }

    /** The name without the port. */
    static String host(String authority) {
        return authority.toLowerCase(Locale.ROOT).replaceFirst(":\\d*$", "");
    }

    /** The name with the port, also where it is the usual one. */
    static String withPort(String authority, String scheme) {
        String lower = authority.toLowerCase(Locale.ROOT);
        return lower.matches(".*:\\d+$") ? lower : lower + (scheme.equals("https") ? ":443" : ":80");
    }
}
