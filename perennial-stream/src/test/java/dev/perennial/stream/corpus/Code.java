package dev.perennial.stream.corpus;

import java.util.List;

/** Programs, with indentation and with lines that are alike. */
final class Code {

    private static final List<String> NAMES = List.of(
            "count", "total", "offset", "buffer", "items", "userName", "retryAfter", "i", "line", "cache", "leftover");
    private static final List<String> JAVA = List.of(
            "this.%1 = %2;",
            "%1 += %2.size();",
            "if (%1 > %2) {\n            return %2;\n        }",
            "for (int i = 0; i < %1; i++) {\n            %2.add(i);\n        }",
            "logger.info(\"%1 is {}\", %2);",
            "assertThat(%1).isEqualTo(%2);",
            "String %1 = \"%2: \\\"\" + %2 + \"\\\"\\n\";");
    private static final List<String> PYTHON = List.of(
            "    %1 = %2 + 1\n",
            "    if %1 is None:\n        return %2\n",
            "    for %1 in range(%2):\n        print(%1)\n        print(%1)\n",
            "    raise ValueError(f\"{%1!r} is not {%2}\")\n",
            "    # %1 before %2\n",
            "    pass\n\n");
    private static final List<String> SHELL = List.of(
            "export %1=\"$%2\"\n",
            "grep -c \"%1\" *.log | sort | uniq -c\n",
            "if [ -z \"$%1\" ]; then\n\texit 1\nfi\n",
            "curl -sS \"https://example.org/%1?%2=1\" \\\n  -H 'Accept: application/json'\n",
            "echo\n",
            "rm -rf \"./%1\"\n");
    private static final List<String> SQL = List.of(
            "SELECT %1, %2 FROM events WHERE %1 IS NOT NULL\n  AND %2 > 0;\n",
            "INSERT INTO events (%1, %2) VALUES (0, 0);\n",
            "ALTER TABLE events ADD COLUMN %1 text NOT NULL DEFAULT '';\n");
    private static final List<String> SCRIPT = List.of(
            "  const %1 = await fetch(`/api/${%2}`);\n",
            "  %1.forEach((%2) => {\n    console.log(%2);\n  });\n",
            "  try {\n    %1();\n  } catch (e) {\n    console.error(e);\n  }\n",
            "  ],\n  [\n",
            "  // TODO: %1\n");
    private static final List<String> FENCES = List.of("java", "python", "bash", "", "sql", "json");

    private Code() {}

    static void java(Pen pen) {
        pen.add("final class Ledger {\n");
        while (!pen.full()) {
            pen.add("\n    void ").addOneOf(NAMES).add("() {\n");
            for (int lines = pen.between(1, 5); lines > 0; lines--) {
                pen.add("        ");
                fill(pen, pen.pick(JAVA));
                pen.add("\n");
            }
            pen.add("    }\n");
        }
        pen.add("}\n");
    }

    static void python(Pen pen) {
        while (!pen.full()) {
            pen.add("def ").addOneOf(NAMES).add("(self):\n");
            statements(pen, PYTHON, pen.between(1, 6));
        }
    }

    static void shell(Pen pen) {
        pen.add("#!/bin/sh\nset -eu\n");
        whole(pen, SHELL);
    }

    static void sql(Pen pen) {
        whole(pen, SQL);
    }

    static void script(Pen pen) {
        whole(pen, SCRIPT);
    }

    /** Ends in one closing brace after the other. */
    static void closingBraces(Pen pen) {
        while (!pen.full()) {
            int depth = pen.between(3, 8);
            for (int i = 0; i < depth; i++) {
                pen.add("  ".repeat(i)).addOneOf(NAMES).add(" {\n");
            }
            for (int i = depth - 1; i >= 0; i--) {
                pen.add("  ".repeat(i)).add("}\n");
            }
            pen.repeat("}\n", pen.between(1, 4));
        }
    }

    /** Lines that are alike, one after the other. */
    static void identicalLines(Pen pen) {
        pen.add("void test() {\n");
        while (!pen.full()) {
            pen.repeat("    assertNotNull(" + pen.pick(NAMES) + ".get(0));\n", pen.between(2, 6));
            fill(pen, "    %1 = %2;\n");
        }
    }

    /** Explanations with code in fences. */
    static void fenced(Pen pen) {
        while (!pen.full()) {
            EuropeanProse.ENGLISH.sentence(pen);
            pen.add("\n\n```").addOneOf(FENCES).add("\n");
            statements(pen, pen.pick(List.of(PYTHON, SHELL, SCRIPT)), pen.between(1, 8));
            pen.add("```\n\n");
        }
    }

    private static void whole(Pen pen, List<String> statements) {
        while (!pen.full()) {
            fill(pen, pen.pick(statements));
        }
    }

    private static void statements(Pen pen, List<String> statements, int count) {
        for (int i = 0; i < count; i++) {
            fill(pen, pen.pick(statements));
        }
    }

    private static void fill(Pen pen, String template) {
        String first = pen.pick(NAMES);
        String second = pen.pick(NAMES);
        int from = 0;
        for (int at = template.indexOf('%'); at >= 0; at = template.indexOf('%', from)) {
            pen.add(template.substring(from, at)).add(template.charAt(at + 1) == '1' ? first : second);
            from = at + 2;
        }
        pen.add(template.substring(from));
    }
}
