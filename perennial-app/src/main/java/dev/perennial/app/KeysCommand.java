package dev.perennial.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.app.keys.Account;
import dev.perennial.app.keys.Allowance;
import dev.perennial.app.keys.ClientKey;
import dev.perennial.app.keys.KeyFile;
import dev.perennial.app.keys.Ledger;
import dev.perennial.app.keys.Limit;
import dev.perennial.app.keys.Spent;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code keys}: the keys that a gateway gives to its clients, and what they cost. */
final class KeysCommand implements Command {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String USAGE =
            "Say `perennial keys`, `keys add NAME`, `keys remove NAME` or `keys costs [NAME]`.";

    private final Surroundings surroundings;

    KeysCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    static KeyFile file(Surroundings surroundings) {
        return new KeyFile(surroundings.home(), surroundings.clock());
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Flags.command(
                this,
                "keys",
                "Makes, lists and takes back keys for clients of your gateway; shows what each has cost.");
        spec.addPositional(Flags.words("add NAME | remove NAME | costs [NAME]", "What to do; nothing to list them."));
        for (Limit limit : Limit.values()) {
            spec.addOption(Flags.text(
                    limit.flag(), limit.parameter(), limit.description() + " that the client may use (default: any)."));
        }
        spec.addOption(Flags.toggle("--json", "Print one JSON object per line."));
        return spec;
    }

    @Override
    public int run(ParseResult arguments) {
        List<String> words = arguments.matchedPositionalValue(0, List.of());
        String what = words.isEmpty() ? "" : words.getFirst();
        boolean named = words.size() == 2;
        if (!what.equals("add")) {
            requireNoLimits(arguments);
        }
        if (words.isEmpty()) {
            list(arguments.hasMatchedOption("--json"));
        } else if (what.equals("add") && named) {
            add(words.get(1), allowance(arguments));
        } else if (what.equals("remove") && named) {
            file(surroundings).remove(words.get(1));
            surroundings.terminal().out().println("The key of " + words.get(1) + " is worth nothing from now on.");
        } else if (what.equals("costs") && words.size() <= 2) {
            costs(account -> !named || account.client().equals(words.get(1)), arguments.hasMatchedOption("--json"));
        } else {
            throw new UsageException(USAGE);
        }
        return ExitCode.OK;
    }

    private static void requireNoLimits(ParseResult arguments) {
        for (Limit limit : Limit.values()) {
            if (arguments.hasMatchedOption(limit.flag())) {
                throw new UsageException("`" + limit.flag() + "` goes with `keys add NAME`.");
            }
        }
    }

    private static Allowance allowance(ParseResult arguments) {
        Allowance allowance = Allowance.ALL;
        for (Limit limit : Limit.values()) {
            String text = arguments.matchedOptionValue(limit.flag(), "");
            if (arguments.hasMatchedOption(limit.flag())) {
                allowance = allowance.with(
                        limit,
                        Allowance.amount(limit, text)
                                .orElseThrow(() -> new UsageException("`" + limit.flag() + "` is `" + text + "`: say "
                                        + (limit.isMoney()
                                                ? "a sum such as 5 or 0.50."
                                                : "a whole number from 1 on."))));
            }
        }
        return allowance;
    }

    private void add(String name, Allowance allowance) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw new UsageException(
                    "`" + name + "` is no name for a client: use up to 64 letters, digits, . _ and -.");
        }
        String secret = file(surroundings).add(name, allowance);
        surroundings.terminal().say("The key of " + name + " (" + allowance.words() + "), shown only now:");
        surroundings.terminal().out().println(secret);
        surroundings.terminal().say("It works with: ./perennial gateway --client-keys");
    }

    private void list(boolean json) {
        List<ClientKey> keys = file(surroundings).keys();
        if (keys.isEmpty() && !json) {
            surroundings.terminal().say("There are no keys yet: ./perennial keys add NAME makes one.");
            return;
        }
        Map<Account, Spent> spent = Ledger.read(surroundings.home());
        String today = LocalDate.now(surroundings.clock()).toString();
        PrintStream out = surroundings.terminal().out();
        for (ClientKey key : keys) {
            Spent all = sum(spent, a -> a.client().equals(key.name()));
            Spent ofToday =
                    sum(spent, a -> a.client().equals(key.name()) && a.day().equals(today));
            out.println(json ? json(key, all, ofToday) : line(key, all, ofToday));
        }
    }

    private static Spent sum(Map<Account, Spent> spent, Predicate<Account> wanted) {
        return spent.entrySet().stream()
                .filter(e -> wanted.test(e.getKey()))
                .map(Map.Entry::getValue)
                .reduce(Spent.NOTHING, Spent::plus);
    }

    private static String line(ClientKey key, Spent all, Spent today) {
        return String.format(
                Locale.ROOT,
                "%-20s $%.2f today, $%.2f in all · %s · made %s",
                key.name(),
                today.dollars(),
                all.dollars(),
                key.allowance().words(),
                key.made().toString().substring(0, 10));
    }

    private static String json(ClientKey key, Spent all, Spent today) {
        var node = JSON.createObjectNode()
                .put("name", key.name())
                .put("made", key.made().toString())
                .put("dollars_today", today.dollars())
                .put("dollars", all.dollars())
                .put("tokens", all.usage().total());
        var limits = node.putObject("limits");
        key.allowance().limits().forEach((limit, amount) -> limits.put(limit.key(), amount));
        return node.toString();
    }

    private void costs(Predicate<Account> wanted, boolean json) {
        PrintStream out = surroundings.terminal().out();
        Ledger.read(surroundings.home()).forEach((account, spent) -> {
            if (wanted.test(account)) {
                out.println(json ? json(account, spent) : line(account, spent));
            }
        });
    }

    private static String line(Account account, Spent spent) {
        return String.format(
                Locale.ROOT,
                "%s  %-20s %-24s %,8d messages  %,14d + %,12d tokens  $%.4f",
                account.day(),
                account.client(),
                account.model(),
                spent.messages(),
                spent.usage().prompt(),
                spent.usage().output(),
                spent.dollars());
    }

    private static String json(Account account, Spent spent) {
        return JSON.createObjectNode()
                .put("day", account.day())
                .put("client", account.client())
                .put("model", account.model())
                .put("messages", spent.messages())
                .put("prompt_tokens", spent.usage().prompt())
                .put("cached_tokens", spent.usage().cacheRead())
                .put("output_tokens", spent.usage().output())
                .put("dollars", spent.dollars())
                .toString();
    }
}
