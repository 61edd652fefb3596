package dev.perennial.app.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.output.OwnerOnly;
import dev.perennial.agent.output.SharedLines;
import dev.perennial.governor.budget.Scope;
import dev.perennial.governor.budget.Spending;
import dev.perennial.models.TokenUsage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What clients have spent, by day and model: a file to which each message adds a line, so that a process which is killed loses
 * nothing. Several processes may add to the same file, one after the other under its lock, and hear of each other's lines. Safe for use
 * by several threads.
 */
public final class Ledger implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Requests of all clients may have to wait for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final long MOST = 1_000_000_000_000_000L;
    private static final int MOST_DIGITS = 40;
    private static final Comparator<Account> ORDER =
            Comparator.comparing(Account::day).thenComparing(Account::client).thenComparing(Account::model);

    private final Path file;
    private final SharedLines lines;
    private final Map<Account, Spent> spent = new TreeMap<>(ORDER);

    /** What others have spent, and nobody has asked for yet. */
    private final Map<Account, Spent> news = new TreeMap<>(ORDER);

    /** What this has spent, and could not write yet. */
    private final Map<Account, Spent> unwritten = new TreeMap<>(ORDER);

    private final Duration patience;
    private boolean waits;

    private Ledger(Path file, SharedLines lines, Duration patience) {
        this.file = file;
        this.lines = lines;
        this.patience = patience;
    }

    /**
     * Opens that of a folder to add to it.
     *
     * @throws KeyFileException if it cannot be read or written
     */
    public static Ledger open(Path folder) {
        return open(folder, PATIENCE);
    }

    /** One that waits so long for others that keep the file locked. */
    static Ledger open(Path folder, Duration patience) {
        Path file = file(folder);
        try {
            OwnerOnly.createFolder(folder);
            Ledger ledger = new Ledger(file, SharedLines.open(file), patience);
            ledger.lines.read(line -> take(line, file, ledger.spent));
            return ledger;
        } catch (IOException e) {
            throw new KeyFileException("What clients spend cannot be kept in " + file + ": " + e.getMessage(), e);
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
                try (SharedLines lines = SharedLines.openToRead(file)) {
                    lines.read(line -> take(line, file, all));
                }
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
        } catch (JsonProcessingException | IllegalArgumentException spoilt) {
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
                count(node, "input"),
                count(node, "output"),
                count(node, "cache_write_5m"),
                count(node, "cache_write_1h"),
                count(node, "cache_read"));
        return new Spent(
                count(node, "messages"), usage, dollars(node.path("dollars").asText("0")));
    }

    /** A number that nobody can have come to would spoil the sums. */
    private static long count(JsonNode node, String field) {
        long count = node.path(field).asLong();
        if (count < 0 || count > MOST) {
            throw new IllegalArgumentException(field + " is " + count);
        }
        return count;
    }

    private static BigDecimal dollars(String text) {
        BigDecimal dollars = new BigDecimal(text);
        if (dollars.signum() < 0 || Math.abs(dollars.scale()) > MOST_DIGITS || dollars.precision() > MOST_DIGITS) {
            throw new IllegalArgumentException("dollars is " + text);
        }
        return dollars;
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
        return node.toString();
    }

    /** Adds what was spent. What cannot be written is kept in memory, logged, and written when next something is told or asked. */
    public synchronized void add(Account account, Spent more) {
        spent.merge(account, more, Spent::plus);
        Duration wait = unwritten.isEmpty() ? patience : Duration.ZERO;
        unwritten.merge(account, more, Spent::plus);
        write(wait);
    }

    private void write(Duration wait) {
        if (unwritten.isEmpty()) {
            return;
        }
        List<String> told = unwritten.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .toList();
        try {
            if (lines.add(told, wait, line -> take(line, file, news))) {
                unwritten.clear();
                waits = false;
            } else {
                unkept("others keep it locked");
            }
        } catch (IOException e) {
            unkept(e.getMessage());
        }
    }

    private void unkept(@Nullable String why) {
        if (!waits) {
            LOG.warn(
                    "What clients spent cannot be written to {} yet: {}; it is tried again with each request",
                    file,
                    why);
        }
        waits = true;
    }

    /** What other processes have added since this was last asked for, or since it was opened; each line is told once. */
    public synchronized Map<Account, Spent> news() {
        write(Duration.ZERO);
        try {
            lines.read(line -> take(line, file, news));
        } catch (IOException e) {
            LOG.warn("What others have spent is not known: {}: {}", file, e.getMessage());
        }
        if (news.isEmpty()) {
            return Map.of();
        }
        Map<Account, Spent> told = Map.copyOf(news);
        news.clear();
        told.forEach((account, more) -> spent.merge(account, more, Spent::plus));
        return told;
    }

    /** What a client has spent, but for {@linkplain #news news}, as a governor begins with it: in all, and by day from that one on. */
    public synchronized List<Spending> before(String client, String day) {
        return spendings(spent, client, day);
    }

    /**
     * Of some accounts what is a client's: in all, and by day from the first one on. Where others are in another time zone it may be
     * tomorrow already.
     */
    static List<Spending> spendings(Map<Account, Spent> accounts, String client, String first) {
        Spending all = Spending.nothing(Scope.ALL, "");
        Map<String, Spending> days = new TreeMap<>(Map.of(first, Spending.nothing(Scope.DAY, first)));
        for (Map.Entry<Account, Spent> entry : accounts.entrySet()) {
            String day = entry.getKey().day();
            long tokens = entry.getValue().usage().total();
            BigDecimal dollars = entry.getValue().dollars();
            if (entry.getKey().client().equals(client)) {
                all = all.plus(tokens, dollars);
                if (day.compareTo(first) >= 0) {
                    days.put(
                            day,
                            days.getOrDefault(day, Spending.nothing(Scope.DAY, day))
                                    .plus(tokens, dollars));
                }
            }
        }
        return Stream.concat(Stream.of(all), days.values().stream()).toList();
    }

    /** Writes what is not written yet. */
    @Override
    public synchronized void close() {
        write(patience);
        if (!unwritten.isEmpty()) {
            LOG.error("What clients spent last is not kept, {} could not be written: {}", file, unwritten);
        }
        unwritten.clear();
        try {
            lines.close();
        } catch (IOException e) {
            LOG.warn("What clients spent may not be kept: {}: {}", file, e.getMessage());
        }
    }
}
