package dev.perennial.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.SessionJson;
import dev.perennial.agent.SessionState;
import dev.perennial.agent.journal.SessionRow;
import dev.perennial.http.Exchange;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The list of sessions: which of them somebody wants to see, and each as JSON. */
final class SessionRows {

    private static final int USUALLY = 50;
    static final int MOST = 500;
    private static final Comparator<SessionRow> LATEST_FIRST = Comparator.comparing(SessionRow::written)
            .thenComparing(SessionRow::id)
            .reversed();

    private SessionRows() {}

    /** A session as it stands in the list. */
    static ObjectNode json(SessionRow row) {
        return JsonNodeFactory.instance.objectNode().put("id", row.id()).setAll(SessionJson.of(row));
    }

    /** A page of those that the query asks for, the latest first; {@code next} continues it, if there are more. */
    static ObjectNode page(Exchange exchange, List<SessionRow> all) {
        int limit = limit(exchange, USUALLY);
        List<SessionRow> wanted = all.stream()
                .filter(searched(exchange))
                .filter(inState(exchange))
                .sorted(LATEST_FIRST)
                .filter(behind(exchange))
                .limit(limit + 1L)
                .toList();
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        ArrayNode sessions = page.putArray("sessions");
        wanted.stream().limit(limit).map(SessionRows::json).forEach(sessions::add);
        if (wanted.size() > limit) {
            SessionRow last = wanted.get(limit - 1);
            page.put("next", last.written() + "~" + last.id());
        }
        return page;
    }

    /**
     * How many are wanted on a page.
     *
     * @param usually where the query says nothing
     */
    static int limit(Exchange exchange, int usually) {
        String text = exchange.query("limit").orElse(String.valueOf(usually));
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException notANumber) {
            throw RefusedException.invalid("limit", text, "say a whole number from 1 to " + MOST);
        }
        throw RefusedException.invalid("limit", text, "say a number from 1 to " + MOST);
    }

    private static Predicate<SessionRow> searched(Exchange exchange) {
        String words = exchange.query("search").orElse("").strip().toLowerCase(Locale.ROOT);
        return row -> Stream.of(
                        row.head().title(), row.head().folder(), row.head().model(), row.id())
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(words));
    }

    private static Predicate<SessionRow> inState(Exchange exchange) {
        Optional<String> text = exchange.query("state").filter(words -> !words.isBlank());
        if (text.isEmpty()) {
            return row -> true;
        }
        Set<SessionState> states =
                Arrays.stream(text.get().split(",")).map(SessionRows::state).collect(Collectors.toSet());
        return row -> states.contains(SessionState.of(row));
    }

    private static SessionState state(String word) {
        return Arrays.stream(SessionState.values())
                .filter(state -> state.word().equals(word.strip()))
                .findFirst()
                .orElseThrow(() -> RefusedException.invalid(
                        "state",
                        word,
                        "say one or more of "
                                + Arrays.stream(SessionState.values())
                                        .map(SessionState::word)
                                        .collect(Collectors.joining(", "))));
    }

    private static Predicate<SessionRow> behind(Exchange exchange) {
        Optional<String> after = exchange.query("after").filter(text -> !text.isEmpty());
        if (after.isEmpty()) {
            return row -> true;
        }
        String[] place = after.get().split("~", 2);
        try {
            Instant written = Instant.parse(place[0]);
            String id = place.length > 1 ? place[1] : "";
            return row -> row.written().isBefore(written)
                    || (row.written().equals(written) && row.id().compareTo(id) < 0);
        } catch (DateTimeException malformed) {
            throw RefusedException.invalid("after", after.get(), "say `next` of the page before");
        }
    }
}
