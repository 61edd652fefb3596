package dev.perennial.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Numeric addresses, read without asking a name server. */
final class IpAddress {

    private static final Pattern V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern V6 = Pattern.compile("[0-9a-f:.]*:[0-9a-f:.]*(%.*)?", Pattern.CASE_INSENSITIVE);

    private IpAddress() {}

    static boolean isAddress(String text) {
        if (!V4.matcher(text).matches() && !V6.matcher(text).matches()) {
            return false;
        }
        try {
            parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Only for what {@link #isAddress} accepts in form; such texts are never looked up as names. */
    static InetAddress parse(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text + " is no numeric address", e);
        }
    }

    static boolean same(String one, String other) {
        return isAddress(one) && isAddress(other) && parse(one).equals(parse(other));
    }

    /** Whether an address lies in a block like {@code 10.0.0.0/8}. */
    static boolean isInBlock(String host, String block) {
        int slash = block.indexOf('/');
        String start = block.substring(0, slash);
        String length = block.substring(slash + 1);
        if (!isAddress(host) || !isAddress(start) || !length.matches("\\d{1,3}")) {
            return false;
        }
        return samePrefix(parse(host).getAddress(), parse(start).getAddress(), Integer.parseInt(length));
    }

    private static boolean samePrefix(byte[] one, byte[] other, int bits) {
        if (one.length != other.length || bits > one.length * 8) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if (((one[bit / 8] ^ other[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
