package dev.perennial.client.telemetry;

import dev.perennial.models.Catalogue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names of models as they are told: whoever calls can make up any number of them, and each would stay in memory for ever.
 * Beyond a number all others are one. Safe for use by several threads.
 */
final class ModelNames {

    static final String OTHER = "other";

    /** Known models have aliases, dates and prefixes of platforms; nobody uses more of them than that. */
    private static final int MOST_KNOWN = 200;

    private static final int LONGEST = 100;

    private final Catalogue catalogue;
    private final Names known = new Names(MOST_KNOWN);
    private final Names unknown;

    /** Of models that the catalogue does not know so many keep their names. */
    ModelNames(Catalogue catalogue, int mostUnknown) {
        this.catalogue = catalogue;
        this.unknown = new Names(mostUnknown);
    }

    String of(String model) {
        if (model.isEmpty() || model.length() > LONGEST) {
            return OTHER;
        }
        Names names = catalogue.find(model).isPresent() ? known : unknown;
        return names.hasRoomFor(model) ? model : OTHER;
    }

    private static final class Names {

        private final Set<String> names = ConcurrentHashMap.newKeySet();
        private final int most;

        Names(int most) {
            this.most = most;
        }

        boolean hasRoomFor(String name) {
            return names.contains(name) || added(name);
        }

        private synchronized boolean added(String name) {
            return names.contains(name) || (names.size() < most && names.add(name));
        }
    }
}
