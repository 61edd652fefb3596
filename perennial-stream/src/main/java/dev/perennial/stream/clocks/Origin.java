package dev.perennial.stream.clocks;

/** Reads where a server is from a URL; for every message, and so without regular expressions. */
final class Origin {

    private Origin() {}

    /** The host of a URL in lower case, and its port if it is not that of the scheme. */
    static String of(String url) {
        int begin = afterScheme(url);
        String authority = url.substring(begin, endOfAuthority(url, begin));
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        String usualPort = url.startsWith("http:") ? ":80" : ":443";
        return host.endsWith(usualPort) ? host.substring(0, host.length() - usualPort.length()) : host;
    }

    private static int afterScheme(String url) {
        int end = 0;
        while (end < url.length() && url.charAt(end) >= 'a' && url.charAt(end) <= 'z') {
            end++;
        }
        return end > 0 && url.startsWith("://", end) ? end + 3 : 0;
    }

    private static int endOfAuthority(String url, int begin) {
        int end = begin;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}
