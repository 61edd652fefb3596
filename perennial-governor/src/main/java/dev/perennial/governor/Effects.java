package dev.perennial.governor;

/**
 * What a {@link Governor} wants done; implemented by its driver.
 *
 * <p>Called on the thread that feeds the governor, before the feeding call returns. An implementation must not call the
 * governor from within, and must not throw. Each request is admitted or rejected once, but for those that are cancelled.
 */
public interface Effects {

    /** A request is to be sent now; what becomes of it is to be told. */
    void admit(long id, Admission admission);

    /** A request has to wait; called when it is asked for, and whenever the estimate changes by a second and a tenth. */
    void waiting(long id, Wait wait);

    /** A request will not go. */
    void reject(long id, Rejection rejection);

    /** Something worth a line in a log or a count in a metric. */
    void observe(GovernorEvent event);
}
