package dev.perennial.app.keys;

/**
 * What spending is reckoned by.
 *
 * @param client the name of the client
 * @param day such as {@code 2026-11-22}
 * @param model the model that served it, or the one that was asked for where nobody knows the other
 */
public record Account(String client, String day, String model) {}
