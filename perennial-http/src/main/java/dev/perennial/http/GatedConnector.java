package dev.perennial.http;

import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.Scheduler;

/** Accepts connections through a gate, each on a {@link Wire}. */
final class GatedConnector extends ServerConnector {

    private final ConnectionGate gate;
    private final AtomicLong accepted = new AtomicLong();

    GatedConnector(Server server, ConnectionGate gate, ConnectionFactory... factories) {
        super(server, 1, 1, factories);
        this.gate = gate;
    }

    /** Connections are numbered where one thread accepts them: their ends are made by several, in any order. */
    @Override
    protected SelectorManager newSelectorManager(Executor executor, Scheduler scheduler, int selectors) {
        return new ServerConnectorManager(executor, scheduler, selectors) {
            @Override
            public void accept(SelectableChannel channel) {
                accept(channel, accepted.incrementAndGet());
            }
        };
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        Wire wire = new Wire(
                new Wire.Selected(channel, selector, key),
                getScheduler(),
                VirtualThreads.getVirtualThreadsExecutor(getExecutor()),
                gate.admit((long) key.attachment()));
        wire.setIdleTimeout(getIdleTimeout());
        return wire;
    }

    /** Jetty gives all connections the second that idle ones get; those that are served keep their time. */
    @Override
    public CompletableFuture<Void> shutdown() {
        Map<Wire, Long> times = wires().collect(Collectors.toMap(wire -> wire, Wire::getIdleTimeout));
        CompletableFuture<Void> done = super.shutdown();
        times.forEach(EndPoint::setIdleTimeout);
        wires().forEach(wire -> wire.letGo(getShutdownIdleTimeout()));
        return done;
    }

    /** One that was accepted while the others were told hears of it here. */
    @Override
    protected void onEndPointOpened(EndPoint endPoint) {
        super.onEndPointOpened(endPoint);
        if (isShutdown() && endPoint instanceof Wire wire) {
            wire.letGo(getShutdownIdleTimeout());
        }
    }

    private Stream<Wire> wires() {
        return getConnectedEndPoints().stream().filter(Wire.class::isInstance).map(Wire.class::cast);
    }
}
