package dev.perennial.benchmarks.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Through Portkey's gateway, which runs on Node. */
record ThroughPortkey(Server server, int upstream) implements Route.Served {

    private static final Path FOLDER =
            Path.of(System.getProperty("perennial.load.portkey", "perennial-benchmarks/target/peers"));
    private static final Path PROGRAM = FOLDER.resolve("node_modules/@portkey-ai/gateway/build/start-server.js");

    /** What to do where it is missing. The later adapter that npm would take cannot stream on Node 20 (1.19.19). */
    static final String MISSING =
            "Portkey is left out: not found; put {\"dependencies\":{\"@portkey-ai/gateway\":\"1.15.2\"},"
                    + "\"overrides\":{\"@hono/node-server\":\"1.13.8\"}} into " + FOLDER
                    + "/package.json and run `npm install"
                    + " --prefix " + FOLDER + "`, or name such a folder with -Dperennial.load.portkey=/path/to/folder";

    static Optional<Route> to(int upstream, Path logs) throws IOException, InterruptedException {
        Optional<Path> node = Programs.find("node");
        if (node.isEmpty() || !Files.exists(PROGRAM)) {
            return Optional.empty();
        }
        int port = Server.freePort();
        ProcessBuilder command =
                new ProcessBuilder(node.get().toString(), PROGRAM.toString(), "--headless", "--port=" + port);
        command.environment().put("NODE_ENV", "production");
        return Optional.of(new ThroughPortkey(Server.start(command, port, logs.resolve("portkey.out")), upstream));
    }

    @Override
    public String name() {
        return "Portkey";
    }

    @Override
    public List<String> headers() {
        return List.of("x-portkey-provider=anthropic", "x-portkey-custom-host=http://127.0.0.1:" + upstream + "/v1");
    }
}
