package dev.perennial.simulator.internal.check;

import dev.perennial.simulator.SimulatedRequest;
import dev.perennial.simulator.internal.message.MessagesCall;
import java.util.List;

/** All rules, in the order in which the simulator looks at them. */
public final class Checks {

    /** What is looked at before the body is read. */
    public static final List<Check<SimulatedRequest>> HEAD =
            List.of(new BodySizeCheck(), new CredentialsCheck(), new VersionCheck(), new BetaCheck());

    /** Whether the body has the fields and types of a request. */
    public static final List<Check<BodyShape>> SHAPE = List.of(
            new KnownFieldsCheck(),
            new ThreadCheck(),
            new RequiredFieldsCheck(),
            new FieldTypesCheck(),
            new SystemPromptCheck(),
            new ThinkingShapeCheck(),
            new ToolShapeCheck(),
            new ToolChoiceShapeCheck(),
            new MessageShapeCheck(),
            new MessageFieldsCheck(),
            new BlockShapeCheck(),
            new ExtraFieldsCheck(),
            new CacheControlCheck());

    /** Whether the content is one that the model takes. */
    public static final List<Check<MessagesCall>> CONTENT = List.of(
            new OutputLimitCheck(),
            new WarmUpCheck(),
            new ThinkingModeCheck(),
            new ThinkingBudgetCheck(),
            new EffortCheck(),
            new SpeedCheck(),
            new SamplingCheck(),
            new ToolDefinitionCheck(),
            new ToolChoiceCheck(),
            new RoleCheck(),
            new EmptyContentCheck(),
            new SystemMessageCheck(),
            new ToolPairingCheck(),
            new ToolsetResultCheck(),
            new ServerToolPairingCheck(),
            new PrefillCheck(),
            new TurnStartCheck(),
            new SignatureCheck(),
            new ImageCheck(),
            new ContextCheck());

    private Checks() {}
}
