package dev.perennial.simulator.internal.check;

import dev.perennial.simulator.SimulatedRequest;
import dev.perennial.simulator.internal.message.MessagesCall;
import java.util.List;

/** All rules, in the order in which the API finds them broken. */
public final class Checks {

    /** What is looked at before the body is read. */
    public static final List<Check<SimulatedRequest>> HEAD =
            List.of(new BodySizeCheck(), new CredentialsCheck(), new VersionCheck());

    /** Whether the body has the fields and types of a request. */
    public static final List<Check<BodyShape>> SHAPE =
            List.of(new ThreadCheck(), new RequiredFieldsCheck(), new MessageShapeCheck());

    /** Whether the content is one that the model takes. */
    public static final List<Check<MessagesCall>> CONTENT = List.of(
            new OutputLimitCheck(),
            new EmptyContentCheck(),
            new ToolPairingCheck(),
            new PrefillCheck(),
            new SignatureCheck(),
            new ContextCheck());

    private Checks() {}
}
