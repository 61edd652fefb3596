package dev.perennial.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.agent.journal.Durability;
import dev.perennial.agent.journal.JournalBatch;
import dev.perennial.agent.journal.JournalContent;
import dev.perennial.agent.journal.JournalEntry;
import dev.perennial.agent.journal.JournalWriter;
import dev.perennial.web.Door.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done with sessions over HTTP. */
@Timeout(60)
final class SessionsApiTest {

    @TempDir
    private Path folder;

    @Test
    void list_inPages_hasEachOnce() {
        try (Door door = Door.open(folder)) {
            for (int i = 0; i < 7; i++) {
                door.keep("s-" + i, "Number " + i);
            }
            List<String> ids = new ArrayList<>();
            String after = "";
            do {
                JsonNode page = door.get("/api/sessions?limit=3&after=" + after).json();
                page.path("sessions").forEach(row -> ids.add(row.path("id").asText()));
                after = page.path("next").asText();
            } while (!after.isEmpty());

            assertThat(ids).hasSize(7).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "search=RIVER, 1",
        "search=nothing, 0",
        "search=sonnet, 2",
        "state=idle, 2",
        "state=failed, 0",
        "search=A, 2"
    })
    void list_withAQuery_hasThoseThatFit(String query, int found) {
        try (Door door = Door.open(folder)) {
            door.keep("s-1", "A river");
            door.keep("s-2", "A hill");

            JsonNode page = door.get("/api/sessions?" + query).json();
            assertThat(page.path("sessions")).hasSize(found);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/sessions?limit=0, limit",
        "/api/sessions?limit=x, limit",
        "/api/sessions?state=odd, state",
        "/api/sessions?after=odd, after",
        "/api/sessions/s-1/export?format=exe, format"
    })
    void question_thatCannotBeMeant_namesTheFieldAndTheWay(String path, String field) {
        try (Door door = Door.open(folder)) {
            door.keep("s-1", "Rivers");
            Answer answer = door.get(path);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().path("detail").asText()).contains("`" + field + "`", "say");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"text\":\"\"}|400|missing_field",
                "{\"text\":7}|400|invalid_field",
                "{\"text\":\"a\",\"txt\":1}|400|unknown_field",
                "{\"text\":\"a\",\"images\":[{}]}|422|images_unsupported",
                "[1]|400|malformed_json",
                "{\"text\"|400|malformed_json",
                "{} {}|400|malformed_json"
            })
    void message_thatIsNone_isRefused(String body, int status, String code) {
        try (Door door = Door.open(folder)) {
            door.keep("s-1", "Rivers");
            Answer answer = door.change("POST", "/api/sessions/s-1/messages", body);

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.code()).isEqualTo(code);
            assertThat(door.host().asked()).isEmpty();
        }
    }

    @Test
    void message_sentAgainUnderItsKey_isSaidOnce() {
        try (Door door = Door.open(folder)) {
            door.keep("s-1", "Rivers");
            for (int i = 0; i < 3; i++) {
                assertThat(say(door, "Hello", "k1").status()).isEqualTo(202);
            }
            assertThat(say(door, "Other", "k1").code()).isEqualTo("key_used");
            assertThat(say(door, "Hello", "k2").status()).isEqualTo(202);

            assertThat(door.host().asked()).containsExactly("say s-1 Hello", "say s-1 Hello");
        }
    }

    private static Answer say(Door door, String text, String key) {
        return door.change("POST", "/api/sessions/s-1/messages", "{\"text\":\"" + text + "\"}", "Idempotency-Key", key);
    }

    @Test
    void session_begunAgainUnderItsKey_isTheSame() {
        try (Door door = Door.open(folder)) {
            Answer first = door.change("POST", "/api/sessions", "{\"text\":\"Hi\"}", "Idempotency-Key", "k");
            Answer second = door.change("POST", "/api/sessions", "{\"text\":\"Hi\"}", "Idempotency-Key", "k");

            assertThat(first.status()).isEqualTo(201);
            assertThat(second.json().path("id")).isEqualTo(first.json().path("id"));
            assertThat(door.host().asked()).containsExactly("begin Hi {}");
        }
    }

    private Path keys() {
        return folder.resolve("web").resolve("keys.jsonl");
    }

    private Door doorWithKeys() {
        return Door.open(folder, Door.SETTINGS.withKeys(keys()));
    }

    /** The last thing that was done under a key was not told any more: the server had died by then. */
    private void dieBeforeItWasTold() throws IOException {
        List<String> lines = Files.readAllLines(keys());
        assertThat(lines.getLast()).contains("\"done\":true");
        Files.write(keys(), lines.subList(0, lines.size() - 1));
    }

    @Test
    void message_sentAgainToAServerStartedAnew_isSaidIfItWasNot() throws Exception {
        try (Door door = doorWithKeys()) {
            door.keep("s-1", "Rivers", Door.entry(1, "user", ",\"text\":\"Hello\""));
            assertThat(say(door, "Hello", "k").status()).isEqualTo(202);
        }
        dieBeforeItWasTold();
        try (Door door = doorWithKeys()) {
            assertThat(say(door, "Other", "k").code()).isEqualTo("key_used");
            assertThat(say(door, "Hello", "k").status()).isEqualTo(202);
            assertThat(say(door, "Hello", "k").status()).isEqualTo(202);

            assertThat(door.host().asked()).containsExactly("say s-1 Hello");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "queued"})
    void message_sentAgainToAServerStartedAnew_isNotSaidIfItWas(String type) throws Exception {
        try (Door door = doorWithKeys()) {
            door.keep("s-1", "Rivers");
            say(door, "Hello", "k");
            door.append("s-1", said(type, "Hello", door.host().keyHashes().getLast()));
        }
        dieBeforeItWasTold();
        try (Door door = doorWithKeys()) {
            assertThat(say(door, "Hello", "k").status()).isEqualTo(202);
            assertThat(say(door, "Hello", "k2").status()).isEqualTo(202);

            assertThat(door.host().asked()).as("under another key").containsExactly("say s-1 Hello");
        }
    }

    private static JournalEntry said(String type, String text, String keyHash) {
        return Door.entry(1, type, ",\"text\":\"" + text + "\",\"key_hash\":\"" + keyHash + "\"");
    }

    @Test
    void message_sentAgainToAServerStartedAnew_isSaidThoughOthersSaidTheSame() throws Exception {
        try (Door door = doorWithKeys()) {
            door.keep("s-1", "Rivers");
            say(door, "Hello", "k");
            door.append("s-1", said("user", "Hello", "of-another-key"));
            door.append("s-1", Door.entry(2, "user", ",\"text\":\"Hello\""));
        }
        dieBeforeItWasTold();
        try (Door door = doorWithKeys()) {
            assertThat(say(door, "Hello", "k").status()).isEqualTo(202);

            assertThat(door.host().asked()).containsExactly("say s-1 Hello");
        }
    }

    @Test
    void keyHash_isOfTheKeyAndTheSession() {
        try (Door door = Door.open(folder)) {
            door.keep("s-1", "Rivers");
            door.keep("s-2", "Hills");
            say(door, "Hello", "secret-key");
            say(door, "Hello", "k2");
            door.change("POST", "/api/sessions/s-2/messages", "{\"text\":\"Hello\"}", "Idempotency-Key", "secret-key");
            door.change("POST", "/api/sessions/s-2/messages", "{\"text\":\"Hello\"}");

            List<String> hashes = door.host().keyHashes();
            assertThat(hashes).hasSize(4).doesNotHaveDuplicates();
            assertThat(hashes.subList(0, 3)).allMatch(hash -> hash.matches("[0-9a-f]{64}"));
            assertThat(hashes.getLast()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void session_begunAgainOnAServerStartedAnew_isTheSameWithAllItsBeginning(boolean said) throws Exception {
        String id;
        try (Door door = doorWithKeys()) {
            Answer first = door.change("POST", "/api/sessions", "{\"text\":\"Hi\"}", "Idempotency-Key", "k");
            id = first.json().path("id").asText();
            if (said) {
                door.append(id, said("user", "Hi", door.host().keyHashes().getLast()));
            }
        }
        dieBeforeItWasTold();
        try (Door door = doorWithKeys()) {
            Answer second = door.change("POST", "/api/sessions", "{\"text\":\"Hi\"}", "Idempotency-Key", "k");

            assertThat(second.json().path("id").asText()).isEqualTo(id);
            assertThat(door.host().asked()).isEqualTo(said ? List.of() : List.of("say " + id + " Hi"));
        }
    }

    @Test
    void session_deletedAndBegunAgainUnderItsKey_staysDeleted() {
        try (Door door = doorWithKeys()) {
            Answer first = door.change("POST", "/api/sessions", "{\"text\":\"Hi\"}", "Idempotency-Key", "k");
            String id = first.json().path("id").asText();
            assertThat(door.change("DELETE", "/api/sessions/" + id, "").status())
                    .isEqualTo(204);
        }
        try (Door door = doorWithKeys()) {
            Answer again = door.change("POST", "/api/sessions", "{\"text\":\"Hi\"}", "Idempotency-Key", "k");

            assertThat(again.status()).isEqualTo(404);
            assertThat(door.host().asked()).isEmpty();
        }
    }

    @Test
    void message_refusedUnderItsKey_canBeAnotherLater() {
        try (Door door = doorWithKeys()) {
            door.keep("s-1", "Rivers");
            assertThat(say(door, FakeHost.REFUSED, "k").status()).isEqualTo(409);
        }
        try (Door door = doorWithKeys()) {
            assertThat(say(door, "Hello", "k").status()).isEqualTo(202);
        }
    }

    @Test
    void message_fileOfKeysIsGone_isSaid() throws Exception {
        try (Door door = doorWithKeys()) {
            door.keep("s-1", "Rivers");
            Files.delete(keys());
            Files.delete(folder.resolve("web"));
            assertThat(say(door, "Hello", "k").status()).isEqualTo(202);
            Files.delete(keys());
            Files.createDirectory(keys());
            assertThat(say(door, "More", "k2").status()).isEqualTo(202);

            assertThat(door.host().asked()).containsExactly("say s-1 Hello", "say s-1 More");
        }
    }

    @Test
    void keys_fileThatWasCutOff_isOfUse_andTellsNothing() throws Exception {
        try (Door door = doorWithKeys()) {
            door.keep("s-1", "Rivers");
            say(door, "Hello", "secret-key");
        }
        Path file = keys();
        assertThat(file).content().doesNotContain("secret-key", "Hello");
        Files.writeString(file, "{\"key\":\"a", StandardOpenOption.APPEND);
        try (Door door = doorWithKeys()) {
            say(door, "More", "k2");
        }
        try (Door door = doorWithKeys()) {
            assertThat(say(door, "Hello", "secret-key").status()).isEqualTo(202);
            assertThat(say(door, "More", "k2").status()).isEqualTo(202);
            assertThat(door.host().asked()).isEmpty();
        }
    }

    @Test
    void message_sentToTwoServers_isSaidByTheFirst() {
        try (Door one = doorWithKeys();
                Door other = doorWithKeys()) {
            one.keep("s-1", "Rivers");
            assertThat(say(one, "Hello", "k1").status()).isEqualTo(202);
            assertThat(say(other, "Other", "k1").code()).isEqualTo("key_used");
            assertThat(say(other, "Hello", "k1").status()).isEqualTo(202);
            assertThat(say(other, "More", "k2").status()).isEqualTo(202);
            assertThat(say(one, "More", "k2").status()).isEqualTo(202);

            assertThat(one.host().asked()).containsExactly("say s-1 Hello");
            assertThat(other.host().asked()).containsExactly("say s-1 More");
        }
    }

    @Test
    void message_refusedByOneServer_canBeAnotherOnTheOther() {
        try (Door one = doorWithKeys();
                Door other = doorWithKeys()) {
            one.keep("s-1", "Rivers");
            assertThat(say(one, FakeHost.REFUSED, "k").status()).isEqualTo(409);
            assertThat(say(other, "Hello", "k").status()).isEqualTo(202);
        }
    }

    @Test
    void session_begunOnTwoServersUnderOneKey_isOne() {
        try (Door one = doorWithKeys();
                Door other = doorWithKeys()) {
            Answer first = one.change("POST", "/api/sessions", "{\"text\":\"Hi\"}", "Idempotency-Key", "k");
            Answer second = other.change("POST", "/api/sessions", "{\"text\":\"Hi\"}", "Idempotency-Key", "k");

            assertThat(second.json().path("id")).isEqualTo(first.json().path("id"));
            assertThat(other.host().asked()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"once, ONCE", "session, SESSION", "always, PROJECT", "no, NO"})
    void question_answered_isPassedOn(String word, String answer) {
        try (Door door = Door.open(folder)) {
            door.keep("s-1", "Rivers");
            Answer given = door.change(
                    "POST",
                    "/api/sessions/s-1/permissions/toolu_1",
                    "{\"answer\":\"" + word + "\",\"reason\":\"because\"}");

            assertThat(given.status()).isEqualTo(202);
            assertThat(door.host().asked()).containsExactly("answer s-1 toolu_1 " + answer, "say s-1 because");
        }
    }

    @Test
    void unknownSession_everywhere_isAProblem() {
        try (Door door = Door.open(folder)) {
            assertThat(door.get("/api/sessions/s-9").code()).isEqualTo("session_unknown");
            assertThat(door.change("POST", "/api/sessions/s-9/messages", "{\"text\":\"a\"}")
                            .status())
                    .isEqualTo(404);
            assertThat(door.get("/api/nothing").code()).isEqualTo("not_found");
            assertThat(door.change("PUT", "/api/sessions", "").code()).isEqualTo("method_not_allowed");
        }
    }

    @Test
    void heldSession_deleted_isAConflict() {
        try (Door door = Door.open(folder);
                JournalWriter held = door.journal().create("s-1", Door.head("Rivers"))) {
            assertThat(held.session()).isEqualTo("s-1");
            assertThat(door.change("DELETE", "/api/sessions/s-1", "").code()).isEqualTo("session_in_use");
        }
    }

    @Test
    void content_isSniffedAndCannotDoAnything() {
        try (Door door = Door.open(folder)) {
            JournalContent html = base64("<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8));
            JournalContent png = base64(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 1});
            try (JournalWriter writer = door.journal().create("s-1", Door.head("Rivers"))) {
                writer.append(
                        new JournalBatch(
                                List.of(Door.entry(1, "user", "")),
                                Set.of(),
                                List.of(html, png),
                                Set.of(),
                                Door.head("Rivers")),
                        Durability.PROCESS);
            }
            Answer text = door.get("/api/sessions/s-1/contents/" + html.hash());
            Answer picture = door.get("/api/sessions/s-1/contents/" + png.hash());

            assertThat(text.header("content-type")).startsWith("text/plain");
            assertThat(text.header("content-security-policy")).contains("sandbox", "default-src 'none'");
            assertThat(text.header("x-content-type-options")).isEqualTo("nosniff");
            assertThat(text.body()).isEqualTo("<script>alert(1)</script>");
            assertThat(picture.header("content-type")).isEqualTo("image/png");
            assertThat(door.get("/api/sessions/s-1/contents/00").status()).isEqualTo(404);
        }
    }

    private static JournalContent base64(byte[] bytes) {
        return JournalContent.of(Base64.getEncoder().encode(bytes));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A river|A river.md",
                "../../etc/passwd|etc_passwd.md",
                "a\"b;c=d\\e|a_b_c_d_e.md",
                "..|s-1.md",
                "\u202Egnp.exe|gnp.exe.md",
                "...|s-1.md"
            })
    void export_isCalledByItsTitleSafely(String title, String name) {
        try (Door door = Door.open(folder)) {
            door.keep("s-1", title);
            Answer export = door.get("/api/sessions/s-1/export?format=md");

            assertThat(export.body()).isEqualTo("MD " + title);
            assertThat(export.header("content-disposition"))
                    .startsWith("attachment; ")
                    .contains("filename=\"" + name + "\"");
        }
    }

    @Test
    void exchanges_tellOfRequestsAndTheirAttempts() {
        try (Door door = Door.open(folder)) {
            door.keep(
                    "s-1",
                    "Rivers",
                    Door.entry(1, "session", ",\"model\":\"claude-sonnet-5\",\"simulated\":false"),
                    Door.entry(2, "request", ",\"request\":1,\"messages\":1"),
                    Door.entry(3, "response", ",\"request_id\":\"req_1\",\"model\":\"claude-sonnet-5\""),
                    Door.entry(
                            4,
                            "attempt",
                            ",\"request\":1,\"request_id\":\"req_1\",\"end\":\"end_turn\",\"duration_ms\":5,\"usage\":{\"input_tokens\":1000000,\"output_tokens\":0}"),
                    Door.entry(5, "response_end", ",\"stop_reason\":\"end_turn\""),
                    Door.entry(6, "request", ",\"request\":2,\"messages\":3"));
            JsonNode exchanges = door.get("/api/sessions/s-1/exchanges").json().path("exchanges");

            assertThat(exchanges).hasSize(2);
            assertThat(exchanges.get(0).path("status").asText()).isEqualTo("end_turn");
            assertThat(exchanges.get(0).path("attempts").get(0).path("cost_usd").asDouble())
                    .isPositive();
            assertThat(exchanges.get(1).path("status").asText()).isEqualTo("running");
        }
    }

    @Test
    void exchanges_ofAnotherModel_costWhatThatCosts() throws Exception {
        String used = ",\"request\":1,\"request_id\":\"%s\",\"end\":\"end_turn\",\"duration_ms\":5,%s"
                + "\"usage\":{\"input_tokens\":1000000,\"output_tokens\":0}";
        try (Door door = Door.open(folder)) {
            door.keep(
                    "s-1",
                    "Rivers",
                    Door.entry(1, "session", ",\"model\":\"claude-opus-5-5\",\"simulated\":false"),
                    Door.entry(2, "request", ",\"request\":1,\"messages\":1"),
                    Door.entry(3, "attempt", used.formatted("a", "\"model\":\"claude-haiku-4-5\",")),
                    Door.entry(4, "attempt", used.formatted("b", "\"model\":\"nobody-knows-it\",")),
                    Door.entry(5, "attempt", used.formatted("c", "")));
            JsonNode attempts = door.get("/api/sessions/s-1/exchanges")
                    .json()
                    .path("exchanges")
                    .get(0)
                    .path("attempts");

            double haiku = attempts.get(0).path("cost_usd").asDouble();
            assertThat(haiku).isPositive();
            assertThat(attempts.get(0).path("model").asText()).isEqualTo("claude-haiku-4-5");
            assertThat(attempts.get(2).has("model")).isFalse();
            assertThat(attempts.get(1).path("cost_usd").asDouble()).isGreaterThan(haiku);
            assertThat(attempts.get(2).path("cost_usd"))
                    .isEqualTo(attempts.get(1).path("cost_usd"));
        }
    }

    private static JournalEntry exchange(long seq, int number, int status, String id) {
        return Door.entry(
                seq,
                "exchange",
                (",\"exchange\":%d,\"request\":1,\"method\":\"POST\",\"url\":\"https://api.example/v1/messages\",\"headers\":{\"x-api-key\":\"…\"},"
                                + "\"end\":\"whole\",\"status\":%d,\"response_headers\":{\"request-id\":\"%s\"},\"error_body\":\"%s\",\"head_ms\":3,\"duration_ms\":7")
                        .formatted(number, status, id, status == 529 ? "overloaded" : ""));
    }

    private static JournalEntry attempt(long seq, String id) {
        return Door.entry(
                seq,
                "attempt",
                ",\"request\":1,\"request_id\":\"" + id
                        + "\",\"end\":\"end_turn\",\"duration_ms\":5,\"usage\":{\"input_tokens\":1,\"output_tokens\":0}");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void exchanges_tellHowEachAttemptWentOverTheWire(boolean attemptFirst) {
        try (Door door = Door.open(folder)) {
            door.keep(
                    "s-1",
                    "Rivers",
                    Door.entry(1, "request", ",\"request\":1,\"messages\":1"),
                    exchange(2, 1, 529, "req_1"),
                    attemptFirst ? attempt(3, "req_2") : exchange(3, 2, 200, "req_2"),
                    attemptFirst ? exchange(4, 2, 200, "req_2") : attempt(4, "req_2"),
                    Door.entry(5, "exchange_started", ",\"exchange\":3,\"request\":1,\"url\":\"https://api.example\""));
            JsonNode attempts = door.get("/api/sessions/s-1/exchanges")
                    .json()
                    .path("exchanges")
                    .path(0)
                    .path("attempts");

            assertThat(attempts).hasSize(3);
            assertThat(attempts.get(0).path("status").asInt()).isEqualTo(529);
            assertThat(attempts.get(0).path("error_body").asText()).isEqualTo("overloaded");
            assertThat(attempts.get(0).path("end").asText()).isEqualTo("whole");
            assertThat(attempts.get(0).path("request_id").asText()).isEqualTo("req_1");
            assertThat(attempts.get(0).has("usage")).isFalse();
            assertThat(attempts.get(1).path("url").asText()).isEqualTo("https://api.example/v1/messages");
            assertThat(attempts.get(1).path("end").asText()).isEqualTo("end_turn");
            assertThat(attempts.get(1).path("duration_ms").asInt()).isEqualTo(5);
            assertThat(attempts.get(1).path("head_ms").asInt()).isEqualTo(3);
            assertThat(attempts.get(1).path("cost_usd").isNumber()).isTrue();
            assertThat(attempts.get(2).path("end").asText()).isEqualTo("running");
        }
    }

    @Test
    void exchanges_inPages_areEachThereOnce() {
        try (Door door = Door.open(folder)) {
            door.keep(
                    "s-1",
                    "Rivers",
                    LongStream.rangeClosed(1, 10)
                            .mapToObj(i -> i % 2 == 1
                                    ? Door.entry(i, "request", ",\"request\":" + (i + 1) / 2)
                                    : Door.entry(i, "response_end", ",\"stop_reason\":\"end_turn\""))
                            .toArray(JournalEntry[]::new));
            List<Integer> requests = new ArrayList<>();
            String after = "";
            do {
                JsonNode page = door.get("/api/sessions/s-1/exchanges?limit=2&after=" + after)
                        .json();
                page.path("exchanges").forEach(one -> {
                    requests.add(one.path("request").asInt());
                    assertThat(one.path("status").asText()).isEqualTo("end_turn");
                });
                after = page.path("next").asText();
            } while (!after.isEmpty());

            assertThat(requests).containsExactly(1, 2, 3, 4, 5);
            assertThat(door.get("/api/sessions/s-1/exchanges?after=x").status()).isEqualTo(400);
        }
    }

    @Test
    void listEvents_tellWhatIsThereWhatChangesAndWhatGoes() {
        try (Door door = Door.open(folder)) {
            door.keep("s-1", "Rivers");
            try (Events events = door.events("/api/sessions/events")) {
                assertThat(events.upTo("caught_up"))
                        .extracting(Events.Event::type)
                        .containsExactly("session", "caught_up");
                door.keep("s-2", "Hills");
                assertThat(events.upTo(event -> event.data().contains("\"s-2\"")))
                        .allMatch(event -> event.type().equals("session"));
                door.journal().delete("s-1");
                assertThat(events.upTo("gone").getLast().data()).isEqualTo("{\"id\":\"s-1\"}");
            }
        }
    }
}
