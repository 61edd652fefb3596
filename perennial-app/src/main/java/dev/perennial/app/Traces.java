package dev.perennial.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.agent.journal.Journal;
import dev.perennial.agent.journal.JournalEntry;
import dev.perennial.agent.journal.JournalException;
import dev.perennial.agent.output.OutputFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a session has left beside the journal: long outputs, what files were before they were changed, what its process printed. It is
 * deleted with the session, since nobody who deletes one wants to keep the other.
 */
final class Traces {

    private static final System.Logger LOG = System.getLogger(Traces.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 500;

    private final Surroundings surroundings;
    private final String session;
    private final List<String> outputs;

    private Traces(Surroundings surroundings, String session, List<String> outputs) {
        this.surroundings = surroundings;
        this.session = session;
        this.outputs = outputs;
    }

    /** Finds them, as long as the session is there. */
    static Traces find(Surroundings surroundings, Journal journal, String session) {
        List<String> outputs = new ArrayList<>();
        long last = 0;
        List<JournalEntry> page;
        do {
            page = journal.read(session, last, PAGE);
            for (JournalEntry entry : page) {
                last = entry.seq();
                outputs.addAll(outputs(entry));
            }
        } while (page.size() == PAGE);
        return new Traces(surroundings, session, outputs);
    }

    private static List<String> outputs(JournalEntry entry) {
        List<String> handles = new ArrayList<>();
        if (entry.type().equals("tool_result")) {
            try {
                for (JsonNode handle : JSON.readTree(entry.json()).path("outputs")) {
                    handles.add(handle.asText());
                }
            } catch (JsonProcessingException damaged) {
                LOG.log(System.Logger.Level.DEBUG, "An entry cannot be read", damaged);
            }
        }
        return handles;
    }

    /**
     * Deletes a session and all that it has left; nothing if there is none of that id.
     *
     * @throws JournalException as {@link Journal#delete} does; nothing is deleted then
     */
    static void delete(Surroundings surroundings, Journal journal, String session) {
        if (journal.session(session).isEmpty()) {
            return;
        }
        Traces traces = find(surroundings, journal, session);
        journal.delete(session);
        traces.delete();
    }

    /** The id of the session that has left them. */
    String session() {
        return session;
    }

    /** Deletes them; what cannot be deleted is logged. */
    void delete() {
        try {
            OutputFolder folder = OutputFolder.in(ToolBox.outputs(surroundings));
            for (String output : outputs) {
                folder.delete(output);
            }
            ChangeLogs.delete(surroundings, session);
            Path log = Journals.logFile(surroundings, session);
            Files.deleteIfExists(log);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Not all that session " + session + " has left could be deleted", e);
        }
    }
}
