package dev.perennial.simulator.demo;

import dev.perennial.simulator.demo.Intent.Count;
import dev.perennial.simulator.demo.Intent.Grouping;
import dev.perennial.simulator.demo.Intent.Metric;
import dev.perennial.simulator.demo.Intent.Order;

/**
 * Writes the script that counts, and lets the shell add up, so that little has to be read back. It prints lines of
 * tab-separated fields: {@code 0 total FILES SUM ROWS}, {@code 0 skipped NAME}, {@code 0 problem TEXT},
 * {@code 0 kind modules|folders}, then rows {@code 1 SUM FILES NAME}.
 */
final class CountScript {

    /** The rows that are read back at a time. */
    static final int PAGE = 250;

    private static final String BUILD_FILES =
            "\\( -name pom.xml -o -name build.gradle -o -name build.gradle.kts -o -name package.json"
                    + " -o -name Cargo.toml -o -name go.mod -o -name pyproject.toml -o -name setup.py -o -name '*.csproj' -o -name CMakeLists.txt \\)";

    private CountScript() {}

    static String of(Count count, int page) {
        if (count.metric() == Metric.FOLDERS) {
            return Scripts.inside(
                    count.place(),
                    "find . " + Scripts.PRUNE
                            + " -o -type d ! -name . -exec printf '%.0s\\n' {} + 2>/dev/null | awk 'END { printf \"0\\ttotal\\t%d\\t%d\\t0\\n\", NR, NR }'",
                    "true");
        }
        String onFile = count.metric() == Metric.FILES
                ? "echo 1"
                : "wc " + count.metric().option + " < "
                        + Shell.path(count.place().path());
        return Scripts.inside(count.place(), body(count, page), onFile);
    }

    private static String body(Count count, int page) {
        boolean modules = count.by() == Grouping.MODULE;
        String files = files(count);
        String source = modules ? "{ " + modules() + "\n" + files + "\n}" : files;
        int first = page * PAGE + 1;
        int last = count.top() > 0 ? count.top() : first + PAGE - 1;
        String direction = count.order() == Order.LEAST_FIRST ? "n" : "nr";
        return "nl='\n'\n" + source + " | LC_ALL=C awk '\n" + program(count.by())
                + "' | LC_ALL=C sort -t \"$(printf '\\t')\" -k1,1n -k2,2" + direction
                + " -k4 | awk '/^0/ { print; next } ++n >= " + first + " && n <= " + last + "'";
    }

    /** Names with a newline would break the lines of the output, so such files are counted one by one. */
    private static String files(Count count) {
        String one = switch (count.metric()) {
            case FILES, FOLDERS -> "1";
            case FILLED_LINES -> "$(grep -c \"[^[:space:]]\" < \"$f\")";
            case LINES, WORDS, CHARACTERS, BYTES -> "$(wc " + count.metric().option + " < \"$f\")";
        };
        String many = switch (count.metric()) {
            case FILES, FOLDERS -> "printf '1 %s\\n' {} +";
            case FILLED_LINES -> "sh -c 'for f do printf \"%s %s\\n\" " + one + " \"$f\"; done' sh {} +";
            case LINES, WORDS, CHARACTERS, BYTES -> "wc " + count.metric().option + " {} +";
        };
        return "find . " + (count.filter().shallow() ? FileFilter.SHALLOW + " " : "") + Scripts.PRUNE
                + " -print -o -type f "
                + count.filter().test()
                + "\\( -path \"*$nl*\" -exec sh -c 'for f do printf \"%s %s\\n\" " + one
                + " \"$(printf %s \"$f\" | tr \"\\n\" \" \")\"; done' sh {} + -o -exec " + many + " \\) 2>&1";
    }

    private static String modules() {
        return "for d in */; do [ ! -d \"$d\" ] || [ -L \"${d%/}\" ] || printf 'D ./%s\\n' \"${d%/}\"; done\n"
                + "find . " + Scripts.PRUNE + " -o -type f " + BUILD_FILES
                + " -print 2>/dev/null | sed 's|/[^/]*$||; s/^/M /'";
    }

    private static String program(Grouping by) {
        return (by == Grouping.MODULE ? MODULE_LINES : "") + SKIPPED_LINES
                + "/^ *[0-9]+ +\\.\\// {\n  n = $1; p = $0; sub(/^ *[0-9]+ +/, \"\", p)\n"
                + key(by) + "  files[k]++; sum[k] += n; allfiles++; all += n; next\n}\n/^ *[0-9]+ total$/ { next }\n"
                + "{ if (++problems <= 5) print \"0\\tproblem\\t\" $0 }\nEND {\n"
                + (by == Grouping.MODULE ? MODULE_END : "")
                + "  for (k in sum) { rows++; printf \"1\\t%.0f\\t%d\\t%s\\n\", sum[k], files[k], k }\n"
                + "  printf \"0\\ttotal\\t%d\\t%.0f\\t%d\\n\", allfiles, all, rows\n}\n";
    }

    private static final String SKIPPED_LINES = """
            /^\\.\\// { d = $0; sub(/.*\\//, "", d); if (!(d in seen)) { seen[d] = 1; print "0\\tskipped\\t" d }; next }
            """;
    private static final String MODULE_LINES = """
            /^D / { d = substr($0, 3); b = substr(d, 3); if (b !~ /^(node_modules|target|__pycache__)$/) top[d] = 1; next }
            /^M / { m = substr($0, 3); if (m != ".") { mod[m] = 1; mods++ }; next }
            """;
    private static final String MODULE_END = """
              print "0\\tkind\\t" (mods ? "modules" : "folders")
              if (mods) for (m in mod) sum[substr(m, 3)] += 0
              else for (m in top) sum[substr(m, 3)] += 0
            """;

    private static String key(Grouping by) {
        return switch (by) {
            case TOTAL -> "  k = \"all\"\n";
            case FILE -> "  k = substr(p, 3)\n";
            case FOLDER, PACKAGE ->
                "  k = p; sub(/\\/[^\\/]*$/, \"\", k); k = k == \".\" ? \"(root)\" : substr(k, 3)\n";
            case TOP_FOLDER -> "  k = split(p, part, \"/\") > 2 ? part[2] : \"(root)\"\n";
            case EXTENSION -> """
              b = p; sub(/.*\\//, "", b); k = match(b, /[^.]\\.[^.]+$/) ? substr(b, RSTART + 1) : "(none)"
            """;
            case MODULE -> """
              q = p; k = "(root)"
              while (sub(/\\/[^\\/]*$/, "", q) && q != ".")
                if (mods ? q in mod : q in top) { k = substr(q, 3); break }
            """;
        };
    }
}
