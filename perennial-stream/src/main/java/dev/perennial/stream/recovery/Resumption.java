package dev.perennial.stream.recovery;

import dev.perennial.stream.recovery.Outgoing.Mode;
import java.util.Optional;

/**
 * How a message goes on after a break.
 *
 * @param call what is sent
 * @param mode what the attempt's blocks will be to the message
 * @param text what of the attempt goes into the text that is open, if one is
 */
record Resumption(Call call, Mode mode, Optional<Rejoining> text) {}
