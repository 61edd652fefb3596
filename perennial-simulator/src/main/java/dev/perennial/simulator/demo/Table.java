package dev.perennial.simulator.demo;

import java.util.List;

/** Rows of text and whole numbers under headings; the total row may be empty. */
record Table(String title, List<String> headings, List<List<Object>> rows, List<Object> total, List<String> notes) {

    Table {
        headings = List.copyOf(headings);
        rows = rows.stream().map(List::copyOf).toList();
        total = List.copyOf(total);
        notes = List.copyOf(notes);
    }
}
