package dev.perennial.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.agent.permission.PermissionRule;
import dev.perennial.agent.permission.PermissionRule.Effect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What was allowed for good. */
final class FolderPermissionsTest {

    @TempDir
    private Path folder;

    @Test
    void add_severalTimes_isKnownToTheNextSession() {
        permissions().add(List.of(rule("bash: git push*")));
        permissions().add(List.of(rule("edit: **/a.txt"), rule("bash: make")));

        assertThat(permissions().rules())
                .extracting(PermissionRule::text)
                .containsExactly("bash: git push*", "edit: **/a.txt", "bash: make");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void add_file_isReadByItsOwnerOnly() throws IOException {
        permissions().add(List.of(rule("bash: make")));

        try (Stream<Path> files = Files.list(folder.resolve("home/permissions"))) {
            Path file = files.findFirst().orElseThrow();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    private static PermissionRule rule(String text) {
        return PermissionRule.parse(Effect.ALLOW, text);
    }

    private FolderPermissions permissions() {
        return FolderPermissions.of(WithoutTerminal.in(
                folder, Map.of("PERENNIAL_HOME", folder.resolve("home").toString())));
    }
}
