package dev.perennial.journal;

/**
 * Who holds a lease, told so that it can be known whether it lives.
 *
 * @param journal which journal object of the process
 * @param host the machine's name
 * @param boot which start of the machine; empty where it does not say
 * @param space in which process ids mean what they say; empty where there is only one such space
 * @param pid the process
 * @param started when the process began, in the machine's own terms; two of the same pid are told apart by it
 */
record Holder(String journal, String host, String boot, String space, long pid, String started) {}
