package dev.perennial.governor;

/**
 * Why the request whose turn it is cannot go yet.
 *
 * @param reason what it waits for
 * @param until when to look again; {@link Governor#NEVER} if only news can change it
 */
record Block(Wait.Reason reason, long until) {}
