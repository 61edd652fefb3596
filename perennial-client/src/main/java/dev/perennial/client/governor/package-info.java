/**
 * The governor of requests for many threads and clients ({@link dev.perennial.client.governor.SharedGovernor}), and its side of one
 * message for those who write a driver ({@link dev.perennial.client.governor.GovernedMessage}).
 */
@NullMarked
package dev.perennial.client.governor;

import org.jspecify.annotations.NullMarked;
