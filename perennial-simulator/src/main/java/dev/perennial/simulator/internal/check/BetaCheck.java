package dev.perennial.simulator.internal.check;

import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.SimulatedRequest;
import dev.perennial.simulator.internal.facts.BetaTable;
import dev.perennial.simulator.internal.message.RequestHead;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every value of {@code anthropic-beta} is known (platform.claude.com, "Beta headers"). */
final class BetaCheck implements Check<SimulatedRequest> {

    private final BetaTable table = BetaTable.load();

    @Override
    public Optional<ApiError> fault(SimulatedRequest request) {
        List<String> unknown = table.unknown(RequestHead.of(request.headers()).betas());
        return Check.invalidIf(
                !unknown.isEmpty(),
                "Unexpected value(s) "
                        + unknown.stream().map(v -> "`" + v + "`").collect(Collectors.joining(", "))
                        + " for the `anthropic-beta` header. Please consult our documentation at"
                        + " platform.claude.com/docs or try again without the header.");
    }
}
