package dev.perennial.app.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.output.OwnerOnly;
import dev.perennial.governor.budget.Scope;
import dev.perennial.governor.budget.Spending;
import dev.perennial.models.TokenUsage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What clients have spent, by day and model: a file to which each message adds a line, so that a process which is killed loses
 * nothing. Safe for use by several threads; several processes may add to the same file, but each knows of the others' only what was
 * there when it opened it.
 */
public final class Ledger implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Comparator<Account> ORDER =
            Comparator.comparing(Account::day).thenComparing(Account::client).thenComparing(Account::model);

    private final Path file;
    private final FileChannel channel;
    private final Map<Account, Spent> spent;

    private Ledger(Path file, FileChannel channel, Map<Account, Spent> spent) {
        this.file = file;
        this.channel = channel;
        this.spent = spent;
    }

    /**
     * Opens that of a folder to add to it.
     *
     * @throws KeyFileException if it cannot be read or written
     */
    public static Ledger open(Path folder) {
        Path file = file(folder);
        try {
            OwnerOnly.createFolder(folder);
            Map<Account, Spent> before = read(folder);
            FileChannel channel = FileChannel.open(
                    file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), OwnerOnly.file(file));
            endLine(file, channel);
            return new Ledger(file, channel, before);
        } catch (IOException e) {
            throw new KeyFileException("What clients spend cannot be kept in " + file + ": " + e.getMessage(), e);
        }
    }

    /** What was being written when a machine lost its power is not to spoil what comes behind it. */
    private static void endLine(Path file, FileChannel channel) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        try (FileChannel written = FileChannel.open(file, StandardOpenOption.READ)) {
            written.read(last, Math.max(0, written.size() - 1));
        }
        if (last.position() == 1 && last.get(0) != '\n') {
            channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
        }
    }

    /**
     * What is in that of a folder, in the order of days; nothing if it is not there. A line that was cut or spoilt is left out, and logged.
     *
     * @throws KeyFileException if it cannot be read
     */
    public static Map<Account, Spent> read(Path folder) {
        Path file = file(folder);
        Map<Account, Spent> all = new TreeMap<>(ORDER);
        try {
            if (Files.exists(file)) {
                new String(Files.readAllBytes(file), UTF_8).lines().forEach(line -> take(line, file, all));
            }
            return all;
        } catch (IOException e) {
            throw new KeyFileException(
                    "What clients have spent cannot be read from " + file + ": " + e.getMessage(), e);
        }
    }

    private static Path file(Path folder) {
        return folder.resolve("spent.jsonl");
    }

    private static void take(String line, Path file, Map<Account, Spent> all) {
        try {
            JsonNode node = JSON.readTree(line);
            if (node.path("client").isTextual() && node.path("day").isTextual()) {
                all.merge(account(node), spent(node), Spent::plus);
            }
        } catch (JsonProcessingException | NumberFormatException spoilt) {
            LOG.warn("A line of {} cannot be read and does not count", file);
        }
    }

    private static Account account(JsonNode node) {
        return new Account(
                node.path("client").asText(),
                node.path("day").asText(),
                node.path("model").asText());
    }

    private static Spent spent(JsonNode node) {
        TokenUsage usage = new TokenUsage(
                node.path("input").asLong(),
                node.path("output").asLong(),
                node.path("cache_write_5m").asLong(),
                node.path("cache_write_1h").asLong(),
                node.path("cache_read").asLong());
        return new Spent(
                node.path("messages").asLong(),
                usage,
                new BigDecimal(node.path("dollars").asText("0")));
    }

    private static String line(Account account, Spent spent) {
        ObjectNode node = JSON.createObjectNode()
                .put("day", account.day())
                .put("client", account.client())
                .put("model", account.model())
                .put("messages", spent.messages())
                .put("input", spent.usage().input())
                .put("output", spent.usage().output())
                .put("cache_write_5m", spent.usage().cacheWrite5m())
                .put("cache_write_1h", spent.usage().cacheWrite1h())
                .put("cache_read", spent.usage().cacheRead())
                .put("dollars", spent.dollars().toPlainString());
        return node + "\n";
    }

    /** Adds what was spent; that it cannot be kept is logged. */
    public synchronized void add(Account account, Spent more) {
        spent.merge(account, more, Spent::plus);
        try {
            channel.write(ByteBuffer.wrap(line(account, more).getBytes(UTF_8)));
        } catch (IOException e) {
            LOG.warn("What {} spent is not kept: {}: {}", account.client(), file, e.getMessage());
        }
    }

    /** What a client has spent, as a governor begins with it: in all, and on that day. */
    public synchronized List<Spending> before(String client, String day) {
        Spending all = Spending.nothing(Scope.ALL, "");
        Spending today = Spending.nothing(Scope.DAY, day);
        for (Map.Entry<Account, Spent> entry : spent.entrySet()) {
            Spent some = entry.getValue();
            if (entry.getKey().client().equals(client)) {
                all = all.plus(some.usage().total(), some.dollars());
                today = entry.getKey().day().equals(day)
                        ? today.plus(some.usage().total(), some.dollars())
                        : today;
            }
        }
        return List.of(all, today);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("What clients spent may not be kept: {}: {}", file, e.getMessage());
        }
    }
}
