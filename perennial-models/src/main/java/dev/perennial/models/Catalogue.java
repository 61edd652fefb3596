package dev.perennial.models;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of the models, by id. Immutable, safe for use by several threads.
 *
 * <p>The built-in catalogue is the resource {@code models.txt} beside this class, a table with the date and the source of
 * each line.
 */
public final class Catalogue {

    private static final String RESOURCE = "models.txt";

    private final Map<String, Capabilities> models;

    private Catalogue(Map<String, Capabilities> models) {
        this.models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
    }

    /** The catalogue that comes with this version; read at the first call. */
    public static Catalogue builtIn() {
        return BuiltIn.CATALOGUE;
    }

    /**
     * Reads a catalogue in the form of the built-in one.
     *
     * @param file the name to give in messages
     * @param table the table; not closed
     * @throws CatalogueFormatException if a line cannot be understood
     * @throws UncheckedIOException if the table cannot be read
     */
    public static Catalogue read(String file, Reader table) {
        try {
            return new Catalogue(CatalogueFile.read(file, table));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** All models, in the order of the table. */
    public Collection<Capabilities> all() {
        return models.values();
    }

    /**
     * What is known of a model.
     *
     * @param id the id as any platform writes it: a prefix like {@code us.anthropic.} or {@code simulated-}, a date
     *     ({@code -20250929}, {@code @20250929}) and a version ({@code -v1:0}) are seen through
     * @return the capabilities under that very id, or nothing
     */
    public Optional<Capabilities> find(String id) {
        requireNonNull(id, "id");
        Capabilities listed = models.get(id); // most say it as it is listed
        return listed != null
                ? Optional.of(listed)
                : Optional.ofNullable(models.get(ModelId.normalise(id))).map(model -> model.withModel(id));
    }

    /** What is known of a model, else {@linkplain #assumed careful assumptions}. */
    public Capabilities get(String id) {
        return find(id).orElseGet(() -> assumed(id));
    }

    /**
     * What is known of the model that served a request: prices are its own, whoever was asked for.
     *
     * @param served the id that the answer names; empty if it names none
     * @param asked the id that was asked for, which counts where nobody knows the other
     */
    public Capabilities served(String served, String asked) {
        return find(served).orElseGet(() -> get(asked));
    }

    /**
     * What to assume of a model that nobody knows: limits that every current model surpasses, no optional features, the
     * highest prices of all models.
     */
    public static Capabilities assumed(String id) {
        return new Capabilities(
                id,
                new Limits(200_000, 32_000),
                new Thinking(EnumSet.allOf(ThinkingMode.class), ThinkingMode.DISABLED, Effort.MAX),
                new EffortLevels(EnumSet.allOf(Effort.class), Effort.HIGH),
                new RequestFeatures(false, false, false, false),
                Set.of("bash_20250124", "text_editor_20250728"),
                Prices.of(TokenPrices.of("10", "50", "12.50", "20", "1")),
                new Tokenizer(2.5, 4096),
                new Origin.Assumed());
    }

    private static final class BuiltIn {

        static final Catalogue CATALOGUE = load();

        private static Catalogue load() {
            try (InputStream resource = Catalogue.class.getResourceAsStream(RESOURCE)) {
                requireNonNull(resource, RESOURCE);
                return read(RESOURCE, new InputStreamReader(resource, UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(RESOURCE + " cannot be read", e);
            }
        }
    }
}
