package dev.perennial.models;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the table of models: a header, then a line per model; lines that start with # are remarks. */
final class CatalogueFile {

    static final List<String> COLUMNS = List.of(
            "model",
            "context",
            "output",
            "thinking",
            "by default",
            "less up to",
            "effort",
            "by default",
            "prefill",
            "force tool",
            "sampling",
            "mid system",
            "in out write5m write1h read",
            "fast",
            "long prompt",
            "cache from",
            "chars",
            "as of",
            "source",
            "tools");

    /** Where the shortest cacheable prompt is not known: the longest of the known ones. */
    private static final long CAUTIOUS_CACHE_MINIMUM = 4096;

    private final String file;
    private final Map<String, Capabilities> models = new LinkedHashMap<>();
    private int line;
    private boolean headerSeen;

    private CatalogueFile(String file) {
        this.file = file;
    }

    static Map<String, Capabilities> read(String file, Reader reader) throws IOException {
        CatalogueFile table = new CatalogueFile(file);
        BufferedReader lines = new BufferedReader(reader);
        for (String text = lines.readLine(); text != null; text = lines.readLine()) {
            table.line(text);
        }
        return table.models;
    }

    private void line(String text) {
        line++;
        if (text.isBlank() || text.startsWith("#")) {
            return;
        }
        Row row = new Row(file, line, text);
        row.requireCells(COLUMNS);
        if (headerSeen) {
            add(model(row));
        } else {
            header(row);
        }
    }

    private void header(Row row) {
        if (!row.texts().equals(COLUMNS)) {
            throw new CatalogueFormatException(
                    file, line, 1, "the columns are " + row.texts() + " but have to be " + COLUMNS);
        }
        headerSeen = true;
    }

    private void add(Capabilities model) {
        if (models.put(model.model(), model) != null) {
            throw new CatalogueFormatException(file, line, 1, "\"" + model.model() + "\" is listed twice");
        }
    }

    private static Capabilities model(Row row) {
        String model = row.text();
        Limits limits = new Limits(row.number(), row.number());
        Thinking thinking = new Thinking(
                row.words(ThinkingMode.class, "some of"), row.word(ThinkingMode.class), row.word(Effort.class));
        EffortLevels effort = effort(row);
        RequestFeatures features = new RequestFeatures(row.yes(), row.yes(), row.yes(), row.yes());
        Prices prices = prices(row);
        long cacheFrom = cacheMinimum(row);
        Tokenizer tokenizer = new Tokenizer(row.decimal().doubleValue(), cacheFrom);
        Origin origin = origin(row);
        return new Capabilities(model, limits, thinking, effort, features, row.list(), prices, tokenizer, origin);
    }

    private static EffortLevels effort(Row row) {
        Set<Effort> levels = Set.of();
        if (row.isNone()) {
            row.skip();
        } else {
            levels = row.words(Effort.class, "some of");
        }
        return new EffortLevels(levels, row.word(Effort.class));
    }

    private static Prices prices(Row row) {
        TokenPrices standard = tokenPrices(row.decimals(5));
        Prices prices = Prices.of(standard);
        if (row.isNone()) {
            row.skip();
        } else {
            prices = prices.withFast(standard.times(row.decimal()));
        }
        if (row.isNone()) {
            row.skip();
            return prices;
        }
        List<BigDecimal> tier = row.decimals(6);
        return prices.withLongPrompt(
                new Prices.LongPrompt(tier.getFirst().longValueExact(), tokenPrices(tier.subList(1, 6))));
    }

    private static TokenPrices tokenPrices(List<BigDecimal> prices) {
        return new TokenPrices(prices.get(0), prices.get(1), prices.get(2), prices.get(3), prices.get(4));
    }

    private static long cacheMinimum(Row row) {
        if (row.isNone()) {
            row.skip();
            return CAUTIOUS_CACHE_MINIMUM;
        }
        return row.number();
    }

    private static Origin origin(Row row) {
        LocalDate asOf = row.date();
        return new Origin.Listed(row.text(), asOf);
    }
}
