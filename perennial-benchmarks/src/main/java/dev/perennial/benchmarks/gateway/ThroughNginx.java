package dev.perennial.benchmarks.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Through nginx as a plain proxy that buffers nothing. */
record ThroughNginx(Server server) implements Route.Served {

    /** What to do where it is missing. */
    static final String MISSING =
            "nginx is left out: not found; install it with `apt-get install nginx-light` (Debian) or"
                    + " name it with -Dperennial.load.nginx=/path/to/nginx";

    static Optional<Route> to(int upstream, Path folder) throws IOException, InterruptedException {
        Optional<Path> program = Programs.find("nginx");
        return program.isPresent() ? Optional.of(start(program.get(), upstream, folder)) : Optional.empty();
    }

    private static Route start(Path program, int upstream, Path folder) throws IOException, InterruptedException {
        int port = Server.freePort();
        Path file = Files.writeString(folder.resolve("nginx.conf"), configuration(folder, upstream, port));
        ProcessBuilder command = new ProcessBuilder(
                program.toString(),
                "-p",
                folder.toString(),
                "-e",
                folder.resolve("error.log").toString(),
                "-c",
                file.toString());
        return new ThroughNginx(Server.start(command, port, folder.resolve("nginx.out")));
    }

    private static String configuration(Path folder, int upstream, int port) {
        return """
                daemon off;
                worker_processes auto;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log;
                events {
                  worker_connections 20000;
                }
                http {
                  access_log off;
                  client_body_temp_path %1$s/body;
                  proxy_temp_path %1$s/proxy;
                  fastcgi_temp_path %1$s/fastcgi;
                  uwsgi_temp_path %1$s/uwsgi;
                  scgi_temp_path %1$s/scgi;
                  upstream api {
                    server 127.0.0.1:%2$d;
                    keepalive 1024;
                  }
                  server {
                    listen 127.0.0.1:%3$d backlog=4096;
                    location / {
                      proxy_pass http://api;
                      proxy_http_version 1.1;
                      proxy_set_header Connection "";
                      proxy_buffering off;
                      proxy_read_timeout 600s;
                    }
                  }
                }
                """.formatted(folder, upstream, port);
    }

    @Override
    public String name() {
        return "nginx";
    }
}
