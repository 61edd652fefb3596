package dev.perennial.simulator.demo;

import java.util.Map;

/** Programs that print one line, by the extension of their file. */
final class Programs {

    private static final Map<String, String> TEMPLATES = Map.ofEntries(
            Map.entry("py", "print(%s)\n"),
            Map.entry("js", "console.log(%s);\n"),
            Map.entry("mjs", "console.log(%s);\n"),
            Map.entry("ts", "console.log(%s);\n"),
            Map.entry("rb", "puts %s\n"),
            Map.entry("lua", "print(%s)\n"),
            Map.entry("swift", "print(%s)\n"),
            Map.entry("kt", "fun main() {\n    println(%s)\n}\n"),
            Map.entry(
                    "java",
                    "public class @NAME@ {\n    public static void main(String[] args) {\n        System.out.println(%s);\n    }\n}\n"),
            Map.entry("c", "#include <stdio.h>\n\nint main(void) {\n    puts(%s);\n    return 0;\n}\n"),
            Map.entry("cpp", "#include <iostream>\n\nint main() {\n    std::cout << %s << '\\n';\n}\n"),
            Map.entry("cs", "System.Console.WriteLine(%s);\n"),
            Map.entry("go", "package main\n\nimport \"fmt\"\n\nfunc main() {\n\tfmt.Println(%s)\n}\n"),
            Map.entry("rs", "fn main() {\n    println!(\"{}\", %s);\n}\n"),
            Map.entry("php", "<?php\necho %s, PHP_EOL;\n"),
            Map.entry("sh", "#!/bin/sh\necho %s\n"),
            Map.entry(
                    "html",
                    "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>Hello</title></head>\n<body><p>%s</p></body>\n</html>\n"));

    private static final Map<String, String> COUNTING = Map.of(
            "py", "for number in range(%1$d, %2$d + 1):\n    print(number)\n",
            "js", "for (let number = %1$d; number <= %2$d; number++) {\n  console.log(number);\n}\n",
            "rb", "(%1$d..%2$d).each { |number| puts number }\n",
            "sh", "#!/bin/sh\nseq %1$d %2$d\n");

    private Programs() {}

    static boolean counts(String extension) {
        return COUNTING.containsKey(extension);
    }

    /** A program that prints the numbers of a range. */
    static String counting(String extension, int from, int to) {
        return COUNTING.getOrDefault(extension, "").formatted(from, to);
    }

    static boolean knows(String extension) {
        return TEMPLATES.containsKey(extension);
    }

    static String text(String extension, String path, String output) {
        String name = path.replaceFirst("^.*/", "").replaceFirst("\\.\\w+$", "");
        String template = TEMPLATES
                .getOrDefault(extension, "%s\n")
                .replace("@NAME@", name.matches("[A-Za-z_]\\w*") ? name : "Main");
        return template.replace("%s", literal(extension, output));
    }

    private static String literal(String extension, String output) {
        return switch (extension) {
            case "sh" -> "'" + output.replace("'", "'\\''") + "'";
            case "html" -> output.replace("&", "&amp;").replace("<", "&lt;");
            default -> {
                String escaped =
                        output.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
                boolean dollar = extension.equals("php") || extension.equals("kt");
                yield "\""
                        + (dollar
                                ? escaped.replace("$", "\\$")
                                : extension.equals("rb") ? escaped.replace("#", "\\#") : escaped)
                        + "\"";
            }
        };
    }
}
