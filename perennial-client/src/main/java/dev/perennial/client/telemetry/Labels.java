package dev.perennial.client.telemetry;

import java.util.ArrayList;
import java.util.List;

/** What a measurement is sorted by. Immutable. */
record Labels(List<Label> all) {

    static final String MODEL = "gen_ai.request.model";
    static final String PROVIDER = "gen_ai.provider.name";
    static final String OPERATION = "gen_ai.operation.name";
    static final String TOKEN_TYPE = "gen_ai.token.type";
    static final String SERVER = "server.address";
    static final String PORT = "server.port";
    static final String ERROR = "error.type";

    static final Labels NONE = new Labels(List.of());

    record Label(String name, String value) {}

    Labels {
        all = List.copyOf(all);
    }

    Labels and(String name, String value) {
        List<Label> more = new ArrayList<>(all);
        more.add(new Label(name, value));
        return new Labels(more);
    }
}
