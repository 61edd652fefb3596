package dev.perennial.agent.permission;

import static java.util.Objects.requireNonNull;

import dev.perennial.agent.permission.PermissionRule.Effect;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Says of each call whether it may be made, and asks where the rules leave it open. Without anybody to ask, that is a no.
 * Safe for use by several threads; questions come one at a time.
 *
 * {@snippet :
 * Permissions permissions = Permissions.of(new PermissionPolicy(rules, Reach.of(folder, home)), PermissionMemory.NONE)
 *         .asking(question -> PermissionAnswer.ONCE);
 * }
 */
public final class Permissions {

    private final Optional<PermissionPrompt> prompt;
    private final PermissionMemory memory;
    private final ReentrantLock asking = new ReentrantLock();
    private final boolean everything;
    private volatile PermissionPolicy policy;

    private Permissions(
            PermissionPolicy policy, PermissionMemory memory, Optional<PermissionPrompt> prompt, boolean everything) {
        this.policy = requireNonNull(policy, "policy");
        this.memory = requireNonNull(memory, "memory");
        this.prompt = prompt;
        this.everything = everything;
    }

    /** By a policy and what was remembered, with nobody to ask. */
    public static Permissions of(PermissionPolicy policy, PermissionMemory memory) {
        return new Permissions(policy.with(memory.rules()), memory, Optional.empty(), false);
    }

    /** The same with somebody to ask. */
    public Permissions asking(PermissionPrompt person) {
        return new Permissions(policy, memory, Optional.of(person), everything);
    }

    /** The same with yes as the answer to everything that would be asked; what a rule denies stays denied. */
    public Permissions yes() {
        return new Permissions(policy, memory, prompt, true);
    }

    /** As {@link #refusal(String, ToolAccess, PermissionWitness)}, with nobody who is told. */
    public Optional<String> refusal(String tool, ToolAccess access) throws InterruptedException {
        return refusal(tool, access, PermissionWitness.NOBODY);
    }

    /**
     * Why a call may not be made, in words for the model; empty if it may.
     *
     * @param witness is told if somebody is asked
     * @throws InterruptedException if the user stops the session instead of answering
     */
    public Optional<String> refusal(String tool, ToolAccess access, PermissionWitness witness)
            throws InterruptedException {
        Verdict verdict = policy.verdict(tool, access);
        return switch (verdict) {
            case Verdict.Allowed ignored -> Optional.empty();
            case Verdict.Denied denied -> Optional.of("This call is not permitted: " + denied.reason() + ".");
            case Verdict.Asked asked -> everything ? Optional.empty() : asked(tool, access, asked, witness);
        };
    }

    /** Allows more, as an answer for the session does: what a rule denies stays denied. */
    public void allow(List<PermissionRule> rules) {
        asking.lock();
        try {
            policy = policy.with(rules);
        } finally {
            asking.unlock();
        }
    }

    /** Whether a call may be made without asking anybody. */
    public boolean isFree(String tool, ToolAccess access) {
        return policy.verdict(tool, access) instanceof Verdict.Allowed;
    }

    private Optional<String> asked(String tool, ToolAccess access, Verdict.Asked asked, PermissionWitness witness)
            throws InterruptedException {
        if (prompt.isEmpty()) {
            return Optional.of("This call is not permitted without asking, and nobody can be asked here: "
                    + asked.reason() + ". Do without it, or say that the user has to start Perennial with "
                    + flags(asked) + " or --yes.");
        }
        asking.lockInterruptibly();
        try {
            return policy.verdict(tool, access) instanceof Verdict.Asked still
                    ? answered(ask(prompt.get(), question(tool, access, still), witness), still)
                    : Optional.empty();
        } finally {
            asking.unlock();
        }
    }

    private static PermissionAnswer ask(PermissionPrompt person, PermissionQuestion question, PermissionWitness witness)
            throws InterruptedException {
        witness.asked(question);
        PermissionAnswer answer = person.ask(question);
        witness.answered(answer);
        return answer;
    }

    private static String flags(Verdict.Asked asked) {
        return asked.allowing().stream()
                .map(rule -> "--allow '" + rule.replace("'", "'\\''") + "'")
                .reduce((first, second) -> first + " " + second)
                .orElse("--allow bash");
    }

    private static PermissionQuestion question(String tool, ToolAccess access, Verdict.Asked asked) {
        String preview = switch (access) {
            case ToolAccess.Runs runs -> runs.command();
            case ToolAccess.Writes writes -> writes.preview().get();
            case ToolAccess.Reads reads -> reads.path().toString();
            case ToolAccess.Nothing ignored -> "";
            case ToolAccess.Unknown ignored -> "";
        };
        return new PermissionQuestion(tool, asked.reason(), preview, asked.allowing());
    }

    private Optional<String> answered(PermissionAnswer answer, Verdict.Asked asked) {
        List<PermissionRule> rules = asked.allowing().stream()
                .map(rule -> PermissionRule.parse(Effect.ALLOW, rule))
                .toList();
        return switch (answer) {
            case ONCE -> Optional.empty();
            case SESSION -> {
                allow(rules);
                yield Optional.empty();
            }
            case PROJECT -> {
                allow(rules);
                memory.add(rules);
                yield Optional.empty();
            }
            case NO -> Optional.of("The user was asked and does not want this call. Ask what they want instead.");
        };
    }
}
