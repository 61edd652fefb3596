package dev.perennial.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** New files come to their place whole, or not at all. */
class FileSwapTest {

    @TempDir
    Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void create_isThereWhenItIsWhole_withTheModeOfAnyNewFile() throws Exception {
        Path target = folder.resolve("notes.txt");
        FileSwap.create(target, fresh -> {
            Files.writeString(fresh, "half ");
            assertThat(target).doesNotExist();
            Files.writeString(fresh, "whole");
        });

        assertThat(target).hasContent("whole");
        assertThat(names()).containsExactly("notes.txt");
        Path usual = Files.createFile(folder.resolve("usual"));
        assertThat(Files.getPosixFilePermissions(target)).isEqualTo(Files.getPosixFilePermissions(usual));
    }

    @Test
    void create_somethingCameMeanwhile_isLeftAsItIs() throws Exception {
        Path target = folder.resolve("notes.txt");

        assertThatThrownBy(() -> FileSwap.create(target, fresh -> Files.writeString(target, "another's")))
                .isInstanceOf(FileAlreadyExistsException.class);

        assertThat(target).hasContent("another's");
        assertThat(names()).containsExactly("notes.txt");
    }

    @Test
    void create_fillingFails_leavesNothing() throws Exception {
        assertThatThrownBy(() -> FileSwap.create(folder.resolve("notes.txt"), fresh -> {
                    throw new IOException("no space");
                }))
                .hasMessage("no space");

        assertThat(names()).isEmpty();
    }
}
