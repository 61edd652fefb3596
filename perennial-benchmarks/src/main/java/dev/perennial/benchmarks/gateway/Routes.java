package dev.perennial.benchmarks.gateway;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All ways that there are on this machine, open until they are closed together. */
final class Routes implements AutoCloseable {

    private final List<Route> routes = new ArrayList<>();
    private final Path folder;

    private Routes(Path folder) {
        this.folder = folder;
    }

    /** Opens them; says which peers are missing. */
    static Routes open(int upstream, PrintStream out) throws IOException, InterruptedException {
        Routes opened = new Routes(Files.createTempDirectory("perennial-load-"));
        try {
            opened.routes.add(new Route.Direct(upstream));
            opened.add(ThroughNginx.to(upstream, opened.folder), ThroughNginx.MISSING, out);
            opened.routes.add(ThroughGateway.to(upstream));
            opened.add(ThroughPortkey.to(upstream, opened.folder), ThroughPortkey.MISSING, out);
            return opened;
        } catch (IOException | InterruptedException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void add(Optional<Route> route, String missing, PrintStream out) {
        route.ifPresentOrElse(routes::add, () -> out.println(missing + "\n"));
    }

    /** In an order that is another one in every round. */
    List<Route> inOrder(int round) {
        List<Route> order = new ArrayList<>(routes);
        Collections.rotate(order, round);
        return order;
    }

    @Override
    public void close() {
        routes.forEach(Route::close);
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException left) {
            System.err.println("Left behind: " + folder);
        }
    }
}
