package dev.perennial.benchmarks.gateway;

import java.util.List;
import java.util.Optional;

/** A way from the client to the upstream. */
interface Route extends AutoCloseable {

    String name();

    /** Where on this machine clients connect to. */
    int port();

    /** What a request needs besides the usual, as {@code name=value}. */
    default List<String> headers() {
        return List.of();
    }

    /** What stands between the two; empty if nothing does. */
    Optional<ProcessTree> proxy();

    /** The bytes of its live objects, where that can be told. */
    default Optional<Long> liveHeap() {
        return Optional.empty();
    }

    @Override
    void close();

    /** Through a proxy that is no program of ours. */
    interface Served extends Route {

        Server server();

        @Override
        default int port() {
            return server().port();
        }

        @Override
        default Optional<ProcessTree> proxy() {
            return Optional.of(new ProcessTree(server().process().toHandle()));
        }

        @Override
        default void close() {
            server().close();
        }
    }

    /** No proxy at all. */
    record Direct(int port) implements Route {

        @Override
        public String name() {
            return "direct";
        }

        @Override
        public Optional<ProcessTree> proxy() {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }
}
