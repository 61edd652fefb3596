package dev.perennial.client;

import com.anthropic.core.http.HttpResponse;
import dev.perennial.client.governor.Ticket;
import dev.perennial.client.governor.Turn;
import dev.perennial.stream.recovery.Call;
import dev.perennial.stream.recovery.FirstBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * One attempt: sends its request on a thread of its own, which an interrupt frees, and pumps the response from there
 * unless the reader of the message reads it itself.
 */
final class AttemptRun implements Runnable {

    private static final int CHUNK_BYTES = 8 << 10;

    private final LiveMessage message;
    private final Sending sending;
    private final int number;
    private final Call call;
    private final InterruptibleReading reading = new InterruptibleReading(this::abandon);

    /** Until there is a response: open streams need not remember threads that have ended. */
    private @Nullable Thread thread;

    private @Nullable HttpResponse response;
    private boolean abandoned;

    AttemptRun(LiveMessage message, Sending sending, int number, Call call) {
        this.message = message;
        this.sending = sending;
        this.number = number;
        this.call = call;
    }

    void start() {
        Thread sender = Thread.ofVirtual().name("perennial-attempt-" + number).unstarted(this);
        synchronized (this) {
            thread = sender;
        }
        sender.start();
    }

    int number() {
        return number;
    }

    Call call() {
        return call;
    }

    @Override
    public void run() {
        try {
            if (!isAdmitted()) {
                return;
            }
            HttpResponse arrived = sending.exchange(call);
            if (!keep(arrived)) {
                arrived.close();
            } else if (Heads.isStream(arrived)) {
                stream(arrived);
            } else {
                other(arrived);
            }
        } catch (InterruptedException | IOException | RuntimeException | Error e) {
            message.failed(this, e, kept() != null);
        }
    }

    /** Waits for the turn of the request, and tells that it leaves; false if it does not. */
    private boolean isAdmitted() throws InterruptedException {
        Semaphore news = new Semaphore(0);
        Ticket ticket = message.ask(this, call, news::release);
        try {
            Turn turn = ticket.turn();
            while (isUndecided(turn)) {
                news.acquire();
                news.drainPermits();
                turn = ticket.turn();
            }
            return leaves(turn);
        } catch (InterruptedException unwanted) {
            ticket.cancel();
            throw unwanted;
        }
    }

    /** Tells of a wait. */
    private boolean isUndecided(Turn turn) {
        if (turn instanceof Turn.Waits waits) {
            message.queued(this, waits.forecast());
        }
        return turn instanceof Turn.Waits || turn instanceof Turn.Counts;
    }

    private boolean leaves(Turn turn) {
        switch (turn) {
            case Turn.Goes goes -> message.sent(this, goes.waited());
            case Turn.Stays stays -> message.withheld(this, stays.why());
            case Turn.Waits waits -> {}
            case Turn.Counts counts -> {}
            case Turn.Over over -> {}
        }
        return turn instanceof Turn.Goes;
    }

    private void stream(HttpResponse arrived) {
        if (message.head(this, arrived, Arrival.STREAM)) {
            pump(arrived, true);
        }
    }

    /** A response that does not call itself a stream: one all the same, a whole message, or an error. */
    private void other(HttpResponse arrived) throws IOException {
        byte[] start = new byte[CHUNK_BYTES];
        int count = arrived.statusCode() == 200 ? Math.max(0, arrived.body().read(start)) : 0;
        if (FirstBytes.areEvents(start, count)) {
            pump(arrived, message.head(this, arrived, Arrival.DISGUISED) && message.bytes(this, start, 0, count));
        } else if (message.takesJson() && FirstBytes.areJson(start, count)) {
            json(arrived, start, count);
        } else {
            pump(arrived, message.head(this, arrived, Arrival.REFUSAL) && message.bytes(this, start, 0, count));
        }
    }

    /** A server that knows no streams answers with the whole message. */
    private void json(HttpResponse arrived, byte[] start, int count) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(start, 0, count);
        arrived.body().transferTo(body);
        byte[] bytes = body.toByteArray();
        if (FirstBytes.areMessage(bytes)) {
            message.whole(this, arrived, bytes);
        } else if (message.head(this, arrived, Arrival.REFUSAL) && message.bytes(this, bytes, 0, bytes.length)) {
            message.ended(this);
        }
    }

    private void pump(HttpResponse arrived, boolean more) {
        byte[] chunk = new byte[CHUNK_BYTES];
        boolean wanted = more;
        while (wanted) {
            wanted = readInto(arrived, chunk, 0, chunk.length);
        }
    }

    /**
     * Reads once, on the thread of the message's reader, and gives back what that comes to.
     *
     * @return how much; {@link LiveMessage#NOTHING_YET} if there is nothing
     * @throws UnfinishedMessageException if the message ended with it
     */
    int readFor(byte[] target, int offset, int length) throws IOException {
        HttpResponse source = kept();
        int count = source == null ? LiveMessage.NOTHING_YET : readOnce(source, target, offset, length);
        return count < 0 ? LiveMessage.NOTHING_YET : message.exchange(this, target, offset, count, length);
    }

    private boolean readInto(HttpResponse source, byte[] target, int offset, int length) {
        int count = readOnce(source, target, offset, length);
        return count >= 0 && message.bytes(this, target, offset, count);
    }

    /** How many bytes came; a negative number, and the message knows why, if none will. */
    private int readOnce(HttpResponse source, byte[] target, int offset, int length) {
        try {
            int count = reading.read(source.body(), target, offset, length);
            if (count < 0) {
                message.ended(this);
            }
            return count;
        } catch (IOException | RuntimeException e) {
            message.failed(this, e, true);
            return -1;
        }
    }

    private synchronized boolean keep(HttpResponse arrived) {
        if (!abandoned) {
            response = arrived;
            thread = null;
        }
        return !abandoned;
    }

    private synchronized @Nullable HttpResponse kept() {
        return response;
    }

    /** Frees the connection, from any thread, whatever is going on with it. */
    void abandon() {
        HttpResponse open;
        Thread sender;
        synchronized (this) {
            abandoned = true;
            open = response;
            sender = thread;
        }
        if (open != null) {
            open.close();
        } else if (sender != null) {
            sender.interrupt();
        }
    }
}
