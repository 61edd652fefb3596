package dev.perennial.gateway;

/**
 * Hears of every request, on the thread that handles it: what takes long here takes long for the client.
 *
 * <p>Called by many threads at once. What it throws is logged and otherwise ignored.
 */
public interface GatewayListener {

    /** Hears nothing. */
    GatewayListener NONE = new GatewayListener() {
        @Override
        public void begun() {}

        @Override
        public void served(ServedRequest request) {}
    };

    /** A request has come. */
    void begun();

    /** It is over; called once for each that has begun. */
    void served(ServedRequest request);
}
