package dev.perennial.tools;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.Iterator;
import org.junit.jupiter.api.Test;

class FolderListingTest {

    /** A folder on a disk that fails after it was opened. */
    private static final class FailingFolder implements DirectoryStream<Path> {

        @Override
        public Iterator<Path> iterator() {
            throw new DirectoryIteratorException(new IOException("Input/output error"));
        }

        @Override
        public void close() {}
    }

    @Test
    void inOrder_diskFailsWhileReading_isTheIoExceptionThatBecomesAResult() {
        try (FailingFolder folder = new FailingFolder()) {
            assertThatThrownBy(() -> FolderListing.inOrder(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessage("Input/output error");
        }
    }
}
