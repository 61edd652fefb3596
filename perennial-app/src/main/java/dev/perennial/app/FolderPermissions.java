package dev.perennial.app;

import dev.perennial.agent.output.OwnerOnly;
import dev.perennial.agent.permission.PermissionMemory;
import dev.perennial.agent.permission.PermissionRule;
import dev.perennial.agent.permission.PermissionRule.Effect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * What the user has allowed for good in one folder: a file in Perennial's own, a rule per line, which the folder itself
 * cannot reach.
 */
final class FolderPermissions implements PermissionMemory {

    private static final System.Logger LOG = System.getLogger(FolderPermissions.class.getName());

    private final Path file;
    private final Path folder;

    private FolderPermissions(Path file, Path folder) {
        this.file = file;
        this.folder = folder;
    }

    static FolderPermissions of(Surroundings surroundings) {
        CRC32C checksum = new CRC32C();
        checksum.update(surroundings.folder().toString().getBytes(StandardCharsets.UTF_8));
        String name = surroundings.folder().getFileName() + "-" + HexFormat.of().toHexDigits((int) checksum.getValue());
        return new FolderPermissions(
                surroundings.home().resolve("permissions").resolve(name + ".txt"), surroundings.folder());
    }

    /** The first line names the folder, so that no other with the same checksum is meant. */
    @Override
    public List<PermissionRule> rules() {
        List<PermissionRule> rules = new ArrayList<>();
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (!lines.isEmpty() && lines.getFirst().equals("# " + folder)) {
                lines.stream().skip(1).forEach(line -> rules.add(PermissionRule.parse(Effect.ALLOW, line)));
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(System.Logger.Level.WARNING, "What was allowed before is not known: " + file, e);
        }
        return List.copyOf(rules);
    }

    @Override
    public void add(List<PermissionRule> rules) {
        try {
            if (!Files.exists(file)) {
                OwnerOnly.replace(file, ("# " + folder + "\n").getBytes(StandardCharsets.UTF_8));
            }
            StringBuilder lines = new StringBuilder();
            rules.forEach(rule -> lines.append(rule.text()).append('\n'));
            Files.writeString(file, lines, StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "What was allowed could not be remembered: " + file, e);
        }
    }
}
