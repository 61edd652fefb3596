package dev.perennial.app.keys;

/**
 * What spending is reckoned by.
 *
 * @param client the name of the client
 * @param day such as {@code 2026-11-22}
 * @param model the model that was asked for
 */
public record Account(String client, String day, String model) {}
