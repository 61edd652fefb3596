package dev.perennial.client;

import com.anthropic.backends.Backend;
import com.anthropic.googlecloud.backends.GoogleCloudBackend;
import com.anthropic.vertex.backends.VertexBackend;
import com.google.auth.oauth2.GoogleCredentials;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Google's back ends. Credentials come from the file that the client's environment names, else from where Google's own chain
 * looks: the file of {@code gcloud auth application-default login}, then the machine.
 */
final class GoogleBackends {

    private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
    private static final String FILE = "GOOGLE_APPLICATION_CREDENTIALS";

    private GoogleBackends() {}

    static void check(ProviderEnvironment environment) {
        if (environment.provider() == Provider.VERTEX) {
            VertexBackend.builder();
            region(environment);
            project(environment);
        } else {
            GoogleCloudBackend.builder();
            cloudProject(environment);
            workspace(environment);
        }
    }

    static Backend vertex(ProviderEnvironment environment) {
        VertexBackend.Builder builder = VertexBackend.builder()
                .region(region(environment))
                .project(project(environment))
                .googleCredentials(credentials(environment));
        environment.address("ANTHROPIC_VERTEX_BASE_URL").ifPresent(builder::baseUrl);
        return builder.build();
    }

    static Backend platform(ProviderEnvironment environment) {
        GoogleCloudBackend.Builder builder = GoogleCloudBackend.builder()
                .project(cloudProject(environment))
                .workspaceId(workspace(environment))
                .googleCredentials(credentials(environment));
        environment.first("ANTHROPIC_GOOGLE_CLOUD_LOCATION").ifPresent(builder::location);
        environment.address("ANTHROPIC_GOOGLE_CLOUD_BASE_URL").ifPresent(builder::baseUrl);
        return builder.build();
    }

    private static String region(ProviderEnvironment environment) {
        return environment.require("a region", "CLOUD_ML_REGION");
    }

    private static String project(ProviderEnvironment environment) {
        return environment.require("a project", "ANTHROPIC_VERTEX_PROJECT_ID");
    }

    private static String cloudProject(ProviderEnvironment environment) {
        return environment.require("a project", "ANTHROPIC_GOOGLE_CLOUD_PROJECT", "GOOGLE_CLOUD_PROJECT");
    }

    private static String workspace(ProviderEnvironment environment) {
        return environment.require("a workspace", "ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID");
    }

    private static GoogleCredentials credentials(ProviderEnvironment environment) {
        try {
            Optional<String> file = environment.first(FILE);
            GoogleCredentials found =
                    file.isPresent() ? read(Path.of(file.get())) : GoogleCredentials.getApplicationDefault();
            return found.createScoped(SCOPE);
        } catch (IOException none) {
            String wayOut = FILE + " to a file of credentials, or run `gcloud auth application-default login`";
            throw environment.missing("credentials", wayOut, none);
        }
    }

    private static GoogleCredentials read(Path file) throws IOException {
        try (InputStream json = Files.newInputStream(file)) {
            return GoogleCredentials.fromStream(json);
        }
    }
}
