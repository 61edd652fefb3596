package dev.perennial.simulator.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.ApiErrorException;
import dev.perennial.simulator.Brain;
import dev.perennial.simulator.Prompt;
import dev.perennial.simulator.Reply;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gives back recorded exchanges: the same status, headers and bytes, and the same time between events. It reads a log that
 * the simulator wrote ({@link dev.perennial.simulator.SimulatorSettings.Builder#requestLog}), or a file that holds one
 * stream of server-sent events, whose comments and field order are put into the API's form.
 *
 * <p>Requests are answered as they come, without the simulator's checks and limits; the {@code request-id} is the recorded
 * one. Each recording is given out once, except that of a single stream. A last line that was cut, because the simulator
 * was killed while it wrote, is left out. Safe for use by several threads.
 */
public final class ReplayBrain implements Brain {

    /** Which recording answers a request. */
    public enum Matching {
        /** The first that is left. */
        IN_ORDER,
        /** The first that is left whose request had the same body. */
        BY_REQUEST
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Recording> left;
    private final int recordings;
    private final Matching matching;

    private ReplayBrain(List<Recording> recordings, Matching matching) {
        this.left = new ArrayList<>(recordings);
        this.recordings = recordings.size();
        this.matching = requireNonNull(matching, "matching");
    }

    /**
     * Replays a file.
     *
     * @throws RecordingException if it cannot be read, or is no recording
     */
    public static ReplayBrain read(Path file, Matching matching) {
        try {
            return parse(text(Files.readAllBytes(file)), matching, file.toString());
        } catch (IOException e) {
            throw new RecordingException("Cannot read the recording " + file + ": " + e.getMessage(), e);
        }
    }

    /** A last line that was cut may end within a character; elsewhere everything has to be UTF-8. */
    private static String text(byte[] bytes) throws CharacterCodingException {
        int lines = bytes.length;
        while (lines > 0 && bytes[lines - 1] != '\n') {
            lines--;
        }
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, lines))
                + new String(bytes, lines, bytes.length - lines, UTF_8);
    }

    /**
     * Replays the text of a log or a stream.
     *
     * @throws RecordingException if it is no recording
     */
    public static ReplayBrain parse(String text, Matching matching) {
        return parse(text, matching, "recording");
    }

    private static ReplayBrain parse(String text, Matching matching, String name) {
        List<Recording> recordings = new RecordingReader(name).read(text);
        if (recordings.isEmpty()) {
            throw new RecordingException(name + ": holds no answered request to /v1/messages.");
        }
        return new ReplayBrain(recordings, matching);
    }

    /** Is not asked, because every prompt is answered by a recording. */
    @Override
    public Reply reply(Prompt prompt) {
        throw exhausted();
    }

    /**
     * The recording for the prompt.
     *
     * @throws ApiErrorException a 400, if there is none
     */
    @Override
    public Optional<RecordedAnswer> recorded(Prompt prompt) {
        String hash = RequestHash.of(prompt.request());
        lock.lock();
        try {
            for (int i = 0; i < left.size(); i++) {
                if (fits(left.get(i), hash)) {
                    return Optional.of(take(i).answer());
                }
            }
            throw exhausted();
        } finally {
            lock.unlock();
        }
    }

    private boolean fits(Recording recording, String hash) {
        return matching == Matching.IN_ORDER
                || isSingleStream(recording)
                || recording.requestHash().equals(hash);
    }

    private Recording take(int index) {
        return isSingleStream(left.get(index)) ? left.get(index) : left.remove(index);
    }

    private static boolean isSingleStream(Recording recording) {
        return recording.requestHash().isEmpty();
    }

    private ApiErrorException exhausted() {
        return new ApiErrorException(ApiError.invalidRequest("The recording has no answer for this request: of its "
                + recordings + " exchanges " + left.size() + " are left"
                + (matching == Matching.BY_REQUEST ? ", and none of them had this body." : ".")));
    }
}
