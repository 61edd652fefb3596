package dev.perennial.agent.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class OwnerOnlyTest {

    @TempDir
    Path folder;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void replace_newFile_isReadByItsOwnerOnly() throws IOException {
        Path file = folder.resolve("new").resolve("state");

        OwnerOnly.replace(file, bytes("one"));

        assertThat(file).hasContent("one");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("new"))))
                .isEqualTo("rwx------");
    }

    @Test
    void replace_oldFile_hasTheNewContentAndNothingIsLeftBeside() throws IOException {
        Path file = Files.writeString(folder.resolve("state"), "old");

        OwnerOnly.replace(file, bytes("new"));

        assertThat(file).hasContent("new");
        assertThat(folder).isDirectoryContaining(file::equals).isDirectoryNotContaining(other -> !other.equals(file));
    }

    @Test
    void replace_thatFails_leavesNothingBehind() throws IOException {
        Path inTheWay = folder.resolve("state");
        Files.createDirectories(inTheWay.resolve("inside"));

        assertThatThrownBy(() -> OwnerOnly.replace(inTheWay, bytes("new"))).isInstanceOf(IOException.class);

        assertThat(folder).isDirectoryNotContaining(other -> !other.equals(inTheWay));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
