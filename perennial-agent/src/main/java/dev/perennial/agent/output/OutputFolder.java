package dev.perennial.agent.output;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The folder in which outputs that are too long to be shown lie, each a file of UTF-8 text that only its owner can read,
 * named by a handle that nobody guesses. Files are never changed once they are whole; equal ones take the disk's space once.
 * Those that nobody has written for the time of retention are deleted when the folder is next opened. Safe for use by
 * several threads and processes.
 */
public final class OutputFolder {

    /** How long outputs stay if nobody says otherwise. */
    public static final Duration DEFAULT_RETENTION = Duration.ofDays(7);

    private static final Logger LOG = System.getLogger(OutputFolder.class.getName());
    private static final Pattern HANDLE = Pattern.compile("out-[0-9a-z]{10}");
    private static final int RANDOM_BITS = 51;
    private static final String ENDING = ".txt";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;
    private final EqualFiles equals;

    /**
     * A new output.
     *
     * @param handle names it for the model
     * @param path the file
     * @param channel writes and reads it; the caller's to close
     */
    record Created(String handle, Path path, FileChannel channel) {}

    private OutputFolder(Path folder) {
        this.folder = requireNonNull(folder, "folder");
        this.equals = new EqualFiles(folder.resolve("whole"));
    }

    /**
     * The outputs in a folder, which is made with the first of them.
     *
     * @param retention older ones are deleted here and now
     */
    public static OutputFolder open(Path folder, Duration retention, InstantSource clock) {
        OutputFolder opened = new OutputFolder(folder.toAbsolutePath().normalize());
        opened.deleteOlderThan(clock.instant().minus(retention));
        return opened;
    }

    private void deleteOlderThan(Instant oldest) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "out-*" + ENDING)) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                        .toInstant()
                        .isBefore(oldest)) {
                    Files.deleteIfExists(file);
                }
            }
            equals.sweep();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Old outputs could not be deleted in " + folder, e);
        }
    }

    /** The file of an output; empty if there is none of that handle any more. */
    public Optional<Path> find(String handle) {
        if (!HANDLE.matcher(handle).matches()) {
            return Optional.empty();
        }
        return Optional.of(folder.resolve(handle + ENDING)).filter(Files::isRegularFile);
    }

    /**
     * Deletes an output, if there is one of that handle.
     *
     * @throws IOException if it cannot be deleted
     */
    public void delete(String handle) throws IOException {
        if (HANDLE.matcher(handle).matches()) {
            equals.delete(folder.resolve(handle + ENDING));
        }
    }

    /** The outputs in a folder as they are; nothing is deleted. */
    public static OutputFolder in(Path folder) {
        return new OutputFolder(folder.toAbsolutePath().normalize());
    }

    Created create() throws IOException {
        OwnerOnly.createFolder(folder);
        while (true) {
            String digits = new BigInteger(RANDOM_BITS, RANDOM).toString(Character.MAX_RADIX);
            String handle = "out-" + "0".repeat(10 - digits.length()) + digits;
            Path path = folder.resolve(handle + ENDING);
            try {
                return new Created(handle, path, FileChannel.open(path, OPTIONS, OwnerOnly.file(path)));
            } catch (FileAlreadyExistsException taken) {
                LOG.log(Level.DEBUG, "The handle {0} is taken", handle);
            }
        }
    }

    /** Has an output that is whole share the place of an equal one on the disk. */
    void storeOnce(Created whole) {
        try {
            equals.share(whole.path());
        } catch (IOException | UnsupportedOperationException e) {
            LOG.log(Level.DEBUG, "An output stays by itself", e);
        }
    }

    private static final Set<StandardOpenOption> OPTIONS =
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.READ);
}
