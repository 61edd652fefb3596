package dev.perennial.agent.permission;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether something stays in the start folder, as far as that can be seen. Temporary folders count as inside, and so does
 * reading where the system and its programs lie. What a program does by itself cannot be seen: this guards against
 * accidents, the sandbox against more.
 *
 * @param folder the start folder, absolute, symbolic links followed
 * @param home the user's home folder
 */
public record Reach(Path folder, Path home) {

    private static final Set<String> HARMLESS = Set.of(
            "/dev/null",
            "/dev/zero",
            "/dev/stdin",
            "/dev/stdout",
            "/dev/stderr",
            "/dev/random",
            "/dev/urandom",
            "/dev/tty");
    private static final Set<String> TEMPORARY = Set.of("/tmp", "/var/tmp", "/dev/fd", "/dev/shm");
    private static final Set<String> SYSTEM =
            Set.of("/usr", "/bin", "/sbin", "/lib", "/lib64", "/opt", "/etc", "/proc", "/sys", "/var/log");

    /** Programs that change nothing, whatever their arguments. */
    private static final Set<String> READING = Set.of(
            "ls",
            "cat",
            "head",
            "tail",
            "grep",
            "egrep",
            "fgrep",
            "rg",
            "wc",
            "stat",
            "file",
            "which",
            "type",
            "command",
            "du",
            "df",
            "tree",
            "diff",
            "cmp",
            "less",
            "more",
            "readlink",
            "realpath",
            "basename",
            "dirname",
            "test",
            "[",
            "[[",
            "echo",
            "printf",
            "cut",
            "sort",
            "od",
            "hexdump",
            "strings",
            "md5sum",
            "sha256sum",
            "cd",
            "export",
            "declare",
            "typeset",
            "local",
            "readonly");

    /** Options by which some of them do write. */
    private static final Map<String, Pattern> WRITING = Map.of(
            "sort", Pattern.compile("-[A-Za-z]*o.*|--output.*"),
            "tree", Pattern.compile("-o.*"),
            "diff", Pattern.compile("--output.*"),
            "less", Pattern.compile("-[oO].*|--(log-file|LOG-FILE).*"));

    /** Programs that act elsewhere or as somebody else. */
    private static final Set<String> REACHING = Set.of(
            "sudo",
            "su",
            "doas",
            "pkexec",
            "ssh",
            "scp",
            "sftp",
            "docker",
            "podman",
            "kubectl",
            "systemctl",
            "service",
            "crontab",
            "at",
            "shutdown",
            "reboot",
            "mount",
            "umount",
            "nsenter",
            "chroot",
            "osascript",
            "launchctl");

    private static final Pattern ADDRESS = Pattern.compile("(?!file:)\\b[A-Za-z][A-Za-z0-9+.-]*://\\S*");
    private static final Pattern BETWEEN_PATHS = Pattern.compile("[\\s\"'=:,;|&<>()@]+");

    /** A tilde that a shell takes for a home folder: alone, or at the end of what looks like an assignment. */
    private static final Pattern HOME_ALONE = Pattern.compile("~|.*[A-Za-z0-9_]=~", Pattern.DOTALL);

    /** The home folder of somebody, of whom it is not known where that is. */
    private static final Pattern HOME_OF = Pattern.compile("~[A-Za-z_][A-Za-z0-9_-]*(/.*)?", Pattern.DOTALL);

    /** What is not known of a path, at its beginning. */
    private static final Pattern EXPANDED = Pattern.compile("\\$(\\(\\)|\\{\\w+}|\\w+)(?=/)|^``(?=/)|^~[+-](?=/)");

    /** What a shell puts the names of files in the place of. */
    private static final Pattern PATTERN = Pattern.compile("[*?\\[]");

    /** A path that stands directly behind an option of letters, as in {@code make -C../other}. */
    private static final Pattern ATTACHED =
            Pattern.compile("-[A-Za-z]+(?<path>(?:/[^/]|\\.\\./|\\$HOME|\\$\\{HOME).*|\\.\\.)", Pattern.DOTALL);

    public Reach {
        requireNonNull(folder, "folder");
        requireNonNull(home, "home");
    }

    /** In a start folder, whose links are followed. */
    public static Reach of(Path folder, Path home) {
        return new Reach(real(folder), home);
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }

    boolean reads(Path path) {
        return isInside(path) || isBelow(path, SYSTEM);
    }

    boolean writes(Path path) {
        return isInside(path);
    }

    private boolean isInside(Path path) {
        Path plain = path.normalize();
        return plain.startsWith(folder) || HARMLESS.contains(plain.toString()) || isBelow(plain, TEMPORARY);
    }

    private static boolean isBelow(Path path, Set<String> folders) {
        return folders.stream().anyMatch(path::startsWith);
    }

    /** What of a command shows that it reaches outside; empty for nothing. */
    Optional<String> outside(ShellScript.Part part) {
        List<String> words = part.words();
        String program = words.isEmpty() ? "" : words.getFirst();
        if (REACHING.contains(program)) {
            return Optional.of(program);
        }
        if (words.equals(List.of("cd")) && !isReached(home, true)) {
            return Optional.of("cd");
        }
        return part.targets().stream()
                .flatMap(target -> outside(target, false).stream())
                .findFirst()
                .or(() -> outside(program, words));
    }

    private Optional<String> outside(String program, List<String> words) {
        boolean reads = READING.contains(program) && !writes(program, words);
        int assignments =
                (int) words.stream().takeWhile(ShellScript::isAssignment).count();
        Stream<String> values = words.stream().limit(assignments).flatMap(word -> outside(word, true).stream());
        Stream<String> arguments =
                words.stream().skip(Math.max(1, assignments)).flatMap(word -> outside(word, reads).stream());
        return Stream.concat(values, arguments).findFirst();
    }

    private static boolean writes(String program, List<String> words) {
        Pattern option = WRITING.get(program);
        return option != null
                && words.stream().skip(1).anyMatch(word -> option.matcher(word).matches());
    }

    private Optional<String> outside(String word, boolean reads) {
        if (HOME_ALONE.matcher(word).matches() && !isReached(home, reads)) {
            return Optional.of(word);
        }
        if (isPatternOfTheRoot(word) || isAttachedOutside(word)) {
            return Optional.of(word);
        }
        return BETWEEN_PATHS
                .splitAsStream(ADDRESS.matcher(word).replaceAll(" "))
                .filter(piece -> isOutside(piece, reads))
                .findFirst();
    }

    /** Whether it stands for files of which the folder has to be guessed: {@code /*}, {@code /ho*}{@code /you}. */
    private static boolean isPatternOfTheRoot(String word) {
        if (!word.startsWith("/") || word.chars().anyMatch(Character::isWhitespace)) {
            return false;
        }
        int end = word.indexOf('/', 1);
        String first = word.substring(1, end < 0 ? word.length() : end);
        return PATTERN.matcher(first).find() && fits(first, end >= 0);
    }

    private static boolean fits(String pattern, boolean folders) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of("/"), pattern)) {
            for (Path path : found) {
                if (!path.toString().startsWith("/.") && (!folders || Files.isDirectory(path))) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException | IllegalArgumentException noPattern) {
            return false;
        }
        return false;
    }

    /** Compilers and their like are told in this way where the system's files lie. */
    private boolean isAttachedOutside(String word) {
        Matcher attached = ATTACHED.matcher(word);
        return attached.matches() && isOutside(attached.group("path"), true);
    }

    private boolean isOutside(String piece, boolean reads) {
        if (piece.startsWith("~/") || piece.startsWith("$HOME") || piece.startsWith("${HOME")) {
            String rest = piece.replaceFirst("^(~|\\$HOME|\\$\\{HOME})", "");
            return !isReached(Path.of(home + (rest.startsWith("/") ? rest : "")), reads);
        }
        if (piece.startsWith("/")) {
            return exists(piece) && !isReached(Path.of(piece), reads);
        }
        return HOME_OF.matcher(piece).matches() || (isAbove(piece) && !isReached(fromFolder(piece), reads));
    }

    private static boolean isAbove(String piece) {
        return piece.equals("..") || piece.startsWith("../") || piece.contains("/../") || piece.endsWith("/..");
    }

    /** What a variable or a substitution holds is not known: it may be the start folder, and is no folder in it. */
    private Path fromFolder(String piece) {
        return folder.resolve(EXPANDED.matcher(piece).replaceFirst("."));
    }

    /** Not all that begins with a slash is a path: its first folder has to be there. */
    private static boolean exists(String piece) {
        int end = piece.indexOf('/', 1);
        String first = end < 0 ? piece : piece.substring(0, end);
        return first.indexOf('\0') < 0
                && (first.equals("/") || Files.exists(Path.of(first), LinkOption.NOFOLLOW_LINKS));
    }

    private boolean isReached(Path path, boolean reads) {
        return reads ? reads(path) : writes(path);
    }
}
