package dev.perennial.web;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What sessions have in common: the key, the models, the limits, the settings. The objects are what {@code openapi.json} says of
 * them; no key is ever in one.
 *
 * <p>Safe for use by several threads. All methods throw {@link RefusedException} for what cannot be done.
 */
public interface Workplace {

    /** Version, provider, whether the simulator answers, and what is known of the key. */
    ObjectNode status();

    /** Keeps a key, for its owner's eyes only, and uses it for sessions that begin from now on. */
    ObjectNode keepKey(String key);

    /** Forgets the key that was kept. */
    ObjectNode forgetKey();

    /** The models that there are, and what each can do. */
    ObjectNode models();

    /** What is known of rate limits, and who waits. */
    ObjectNode limits();

    /** The settings of new sessions, with their origin. */
    ObjectNode settings();

    /** Changes settings of new sessions. */
    ObjectNode changeSettings(ObjectNode changes);
}
