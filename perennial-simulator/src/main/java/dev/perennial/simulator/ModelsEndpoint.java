package dev.perennial.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.internal.Json;
import dev.perennial.simulator.internal.check.Check;
import dev.perennial.simulator.internal.check.Checks;
import dev.perennial.simulator.internal.facts.ModelFacts;
import dev.perennial.simulator.internal.facts.ModelJson;
import dev.perennial.simulator.internal.facts.ModelTable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** {@code GET /v1/models} and {@code GET /v1/models/{id}}. */
final class ModelsEndpoint {

    private static final int DEFAULT_LIMIT = 20;
    private static final int GREATEST_LIMIT = 1_000;

    private final ModelTable table;

    ModelsEndpoint(ModelTable table) {
        this.table = table;
    }

    Answer one(SimulatedRequest request, String id) {
        return Check.first(Checks.HEAD, request)
                .<Answer>map(Answer.Failed::of)
                .orElseGet(() -> table.find(id)
                        .<Answer>map(m -> whole(ModelJson.of(m)))
                        .orElseGet(() -> Answer.Failed.of(ApiError.notFound("model: " + id))));
    }

    Answer list(SimulatedRequest request) {
        return Check.first(Checks.HEAD, request).<Answer>map(Answer.Failed::of).orElseGet(() -> page(request));
    }

    private Answer page(SimulatedRequest request) {
        Optional<Integer> limit = limit(request.queryParameter("limit"));
        if (limit.isEmpty()) {
            return Answer.Failed.of(
                    ApiError.invalidRequest("limit: Input should be an integer from 1 to " + GREATEST_LIMIT));
        }
        List<ModelFacts> all = table.models();
        int end = request.queryParameter("before_id").map(this::indexOf).orElse(all.size());
        int start =
                request.queryParameter("after_id").map(id -> indexOf(id) + 1).orElse(0);
        List<ModelFacts> rest = start < end ? all.subList(start, end) : List.of();
        boolean backwards = request.queryParameter("before_id").isPresent();
        return whole(json(part(rest, limit.get(), backwards), limit.get() < rest.size()));
    }

    /** The first of them, or those right before the model that the list is to end at. */
    private static List<ModelFacts> part(List<ModelFacts> rest, int limit, boolean backwards) {
        int size = Math.min(limit, rest.size());
        return backwards ? rest.subList(rest.size() - size, rest.size()) : rest.subList(0, size);
    }

    private static Optional<Integer> limit(Optional<String> asked) {
        String text = asked.orElse(Integer.toString(DEFAULT_LIMIT));
        return text.matches("\\d{1,4}")
                ? Optional.of(Integer.parseInt(text)).filter(n -> n >= 1 && n <= GREATEST_LIMIT)
                : Optional.empty();
    }

    /** Where the model stands; past the end for an unknown one, so that nothing comes after it. */
    private int indexOf(String id) {
        List<ModelFacts> all = table.models();
        return IntStream.range(0, all.size())
                .filter(i -> all.get(i).id().equals(id))
                .findFirst()
                .orElse(all.size());
    }

    private static ObjectNode json(List<ModelFacts> page, boolean more) {
        ObjectNode json = Json.object();
        ArrayNode data = json.putArray("data");
        page.forEach(m -> data.add(ModelJson.of(m)));
        json.put("has_more", more);
        json.put("first_id", page.isEmpty() ? null : page.getFirst().id());
        json.put("last_id", page.isEmpty() ? null : page.getLast().id());
        return json;
    }

    private static Answer whole(ObjectNode body) {
        return new Answer.Whole(body, Duration.ZERO);
    }
}
