package dev.perennial.benchmarks.governor;

/** A server's token bucket in floating point, told apart from the governor's on purpose. */
final class ServerBucket {

    private double perMinute;
    private double capacity;
    private double left;
    private long at;

    ServerBucket(double perMinute, double capacity) {
        this.perMinute = perMinute;
        this.capacity = capacity;
        this.left = capacity;
    }

    /** Time passes, and others take what they take, but nothing that is not there. */
    void advance(long now, double foreign) {
        double minutes = (double) (now - at) / Events.MINUTE;
        at = now;
        double filled = Math.min(capacity, left + perMinute * minutes);
        left = filled <= 0 ? filled : Math.max(Math.min(0, left), filled - foreign * minutes);
    }

    void resize(double newPerMinute, double newCapacity) {
        left = Math.max(-newCapacity, newCapacity - (capacity - left));
        perMinute = newPerMinute;
        capacity = newCapacity;
    }

    boolean holds(double amount) {
        return left >= amount || left >= capacity * 0.999_999;
    }

    void take(double amount) {
        left = Math.min(capacity, left - amount);
    }

    double left() {
        return left;
    }

    double perMinute() {
        return perMinute;
    }

    double secondsUntil(double amount) {
        return Math.max(0, (Math.min(amount, capacity) - left) * 60 / perMinute);
    }
}
