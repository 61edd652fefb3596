package dev.perennial.governor;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Effects that remember. */
final class Heard implements Effects {

    final List<Long> admitted = new ArrayList<>();
    final Map<Long, Admission> admissions = new HashMap<>();
    final Map<Long, List<Wait>> waits = new HashMap<>();
    final Map<Long, Rejection> rejections = new HashMap<>();
    final List<GovernorEvent> events = new ArrayList<>();

    @Override
    public void admit(long id, Admission admission) {
        admitted.add(id);
        admissions.put(id, admission);
    }

    @Override
    public void waiting(long id, Wait wait) {
        waits.computeIfAbsent(id, i -> new ArrayList<>()).add(wait);
    }

    @Override
    public void reject(long id, Rejection rejection) {
        rejections.put(id, rejection);
    }

    @Override
    public void observe(GovernorEvent event) {
        events.add(event);
    }

    Admission admission(long id) {
        return requireNonNull(admissions.get(id), "admission");
    }

    Rejection rejection(long id) {
        return requireNonNull(rejections.get(id), "rejection");
    }

    Wait lastWait(long id) {
        return waits.getOrDefault(id, List.of()).getLast();
    }
}
