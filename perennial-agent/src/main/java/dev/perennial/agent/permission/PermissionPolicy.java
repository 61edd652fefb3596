package dev.perennial.agent.permission;

import static java.util.Objects.requireNonNull;

import dev.perennial.agent.permission.PermissionRule.Effect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides about calls by rules. A rule that denies counts more than any other; else the one with the longest pattern does,
 * and of two as long the one that asks. Where no rule fits, what stays in the start folder is allowed and the rest asked
 * about.
 *
 * <p>Of a shell command every simple command is judged by itself, and the strictest verdict holds. A pattern that allows
 * does not hold for a command with redirections or substitutions, of which it says nothing. What cannot be read is denied.
 */
public final class PermissionPolicy {

    /** Words that only begin a construct, or that bash has instead of commands. */
    private static final Set<String> CONSTRUCTS = Set.of("for", "select", "case", "function", "in");

    private static final Pattern ASSIGNMENT =
            Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?:\\[.*])?\\+?=.*", Pattern.DOTALL);

    /** Variables that decide which programs the commands after them run. */
    private static final Pattern STEERING =
            Pattern.compile("PATH|IFS|ENV|PS4|BASH_.*|PROMPT_COMMAND|LD_.*|DYLD_.*|GIT_.*|.*PAGER|.*EDITOR|VISUAL");

    private final List<PermissionRule> rules;
    private final Reach reach;

    /** The rules, in any order. */
    public PermissionPolicy(List<PermissionRule> rules, Reach reach) {
        this.rules = List.copyOf(rules);
        this.reach = requireNonNull(reach, "reach");
    }

    PermissionPolicy with(List<PermissionRule> more) {
        List<PermissionRule> all = new ArrayList<>(rules);
        all.addAll(more);
        return new PermissionPolicy(all, reach);
    }

    Verdict verdict(String tool, ToolAccess access) {
        return switch (access) {
            case ToolAccess.Nothing ignored -> new Verdict.Allowed();
            case ToolAccess.Reads reads -> ofPath(tool, "view", reads.path(), reach.reads(reads.path()));
            case ToolAccess.Writes writes -> ofPath(tool, "edit", writes.path(), reach.writes(writes.path()));
            case ToolAccess.Runs runs -> ofCommand(tool, runs.command());
            case ToolAccess.Unknown ignored -> ofUnknown(tool);
        };
    }

    private Verdict ofPath(String tool, String kind, Path path, boolean inside) {
        Optional<PermissionRule> rule = rule(tool, kind, r -> r.matchesPath(path, reach.folder(), reach.home()));
        if (rule.isPresent()) {
            return byRule(rule.get(), List.of(allowing(kind, path.toString())));
        }
        return inside
                ? new Verdict.Allowed()
                : new Verdict.Asked(path + " is outside of the start folder", List.of(allowing(kind, path.toString())));
    }

    private Verdict ofUnknown(String tool) {
        return rule(tool, tool, r -> r.pattern().isEmpty())
                .map(rule -> byRule(rule, List.of(tool)))
                .orElseGet(Verdict.Allowed::new);
    }

    private Verdict ofCommand(String tool, String command) {
        Optional<ShellScript> script = ShellScript.parse(command);
        if (script.isEmpty()) {
            return rule(tool, "bash", r -> r.pattern().isEmpty())
                    .filter(rule -> rule.effect() == Effect.ALLOW)
                    .<Verdict>map(rule -> new Verdict.Allowed())
                    .orElseGet(() -> new Verdict.Denied("the command cannot be read (a quote or a substitution has no"
                            + " end, or braces make too much of it), so that it is not known what it would run"));
        }
        return script.get().parts().stream()
                .map(part -> ofPart(tool, part))
                .reduce(new Verdict.Allowed(), PermissionPolicy::stricter);
    }

    private Verdict ofPart(String tool, ShellScript.Part part) {
        Optional<PermissionRule> rule = runsNothing(part) ? Optional.empty() : rule(tool, "bash", r -> fits(r, part));
        Verdict own = rule.map(r -> byRule(r, allowing(part))).orElseGet(() -> byReach(part));
        Verdict inner = ofLaunched(tool, part, rule.isPresent());
        boolean isVouchedFor = rule.isPresent() && own instanceof Verdict.Allowed;
        return isVouchedFor && inner instanceof Verdict.Asked ? own : stricter(own, inner);
    }

    /** What a command has other programs run; who allows such a command answers for all that is not denied. */
    private Verdict ofLaunched(String tool, ShellScript.Part part, boolean hasRule) {
        Optional<List<ShellScript.Part>> launched = Launched.by(part);
        if (launched.isEmpty()) {
            return hasRule
                    ? new Verdict.Allowed()
                    : new Verdict.Denied("what `" + part.words().getFirst()
                            + "` is given to run cannot be read (a quote or a substitution has no end)");
        }
        Verdict inner = launched.get().stream()
                .map(command -> ofPart(tool, command))
                .reduce(new Verdict.Allowed(), PermissionPolicy::stricter);
        return inner instanceof Verdict.Asked asked ? new Verdict.Asked(asked.reason(), allowing(part)) : inner;
    }

    private Verdict byReach(ShellScript.Part part) {
        return reach.outside(part)
                .<Verdict>map(
                        what -> new Verdict.Asked("`" + what + "` reaches outside of the start folder", allowing(part)))
                .orElseGet(Verdict.Allowed::new);
    }

    private static boolean runsNothing(ShellScript.Part part) {
        return part.words().isEmpty()
                || CONSTRUCTS.contains(part.words().getFirst())
                || part.words().stream().allMatch(PermissionPolicy::onlySetsAVariable);
    }

    private static boolean onlySetsAVariable(String word) {
        Matcher assignment = ASSIGNMENT.matcher(word);
        return assignment.matches() && !STEERING.matcher(assignment.group(1)).matches();
    }

    private static boolean fits(PermissionRule rule, ShellScript.Part part) {
        boolean vouches =
                part.plain() || rule.effect() != Effect.ALLOW || rule.pattern().isEmpty();
        return vouches && rule.matchesCommand(part.text());
    }

    private Optional<PermissionRule> rule(String tool, String kind, Predicate<PermissionRule> fits) {
        return rules.stream()
                .filter(rule -> rule.isFor(tool, kind))
                .filter(fits)
                .max(Comparator.comparingInt((PermissionRule rule) -> rule.effect() == Effect.DENY ? 1 : 0)
                        .thenComparingInt(rule -> rule.pattern().length())
                        .thenComparing(PermissionRule::effect));
    }

    /** No pattern allows redirections and substitutions. */
    private static List<String> allowing(ShellScript.Part part) {
        return part.plain() ? List.of(allowing("bash", part.text())) : List.of();
    }

    private static String allowing(String tool, String exactly) {
        return tool + ": " + PermissionRule.literal(exactly);
    }

    private static Verdict byRule(PermissionRule rule, List<String> allowing) {
        return switch (rule.effect()) {
            case ALLOW -> new Verdict.Allowed();
            case ASK -> new Verdict.Asked("the rule `" + rule.text() + "` says to ask", allowing);
            case DENY -> new Verdict.Denied("the rule `" + rule.text() + "` denies it");
        };
    }

    private static Verdict stricter(Verdict first, Verdict second) {
        return switch (first) {
            case Verdict.Denied denied -> denied;
            case Verdict.Allowed ignored -> second;
            case Verdict.Asked asked ->
                switch (second) {
                    case Verdict.Denied denied -> denied;
                    case Verdict.Allowed ignored -> asked;
                    case Verdict.Asked also ->
                        new Verdict.Asked(asked.reason(), joined(asked.allowing(), also.allowing()));
                };
        };
    }

    /** Where one part can be allowed by no pattern, all of it cannot. */
    private static List<String> joined(List<String> first, List<String> second) {
        if (first.isEmpty() || second.isEmpty()) {
            return List.of();
        }
        List<String> all = new ArrayList<>(first);
        second.stream().filter(rule -> !all.contains(rule)).forEach(all::add);
        return all;
    }
}
