package dev.perennial.simulator.demo;

import java.nio.file.Path;

/** A folder with a little of everything, whose numbers the rows of {@code requests.txt} know. */
final class SampleTree {

    private SampleTree() {}

    static Workshop in(Path folder) {
        return code(new Workshop(folder, Workshop.Offer.BASH, Workshop.Offer.EDITOR))
                .with("README.md", "# Sample\n\nThis is a sample project. It shows things.\n\n## Use\n\nCall it.\n")
                .with("docs/guide.md", "# Guide\n\nHow to use it. Step by step.\n")
                .with("docs/api.md", "# API\n\nThe API has two calls. One is get.\n")
                .with("docs/notes.txt", "plain notes here\nsecond line\n")
                .with("my docs/my notes.txt", "my text file\nwith two lines\n")
                .with("Meeting Notes.txt", "meeting at ten\n")
                .with("a.txt", "one\ntwo\nthree")
                .with("todo.txt", "buy milk\n- eggs\n")
                .with("Jörg/Übersicht/größe.txt", "Grüße\n")
                .with("logs/app.log", "INFO ok\n".repeat(100))
                .with("logs/error.log", "1 ERROR bad\n2 ERROR worse\n3 WARN x\n")
                .with("data/people.csv", "name,age\nann,3\nbob,4\n")
                .with("data/empty.dat", "")
                .with("hollow/.keep", "")
                .with(".hidden/x.ini", "secret\n");
    }

    private static Workshop code(Workshop workshop) {
        return workshop.with("core/pom.xml", "<project/>\n")
                .with("core/src/Alpha.java", "int x;\n".repeat(10))
                .with("core/src/Beta.java", "package b;\nclass Beta {}")
                .with("core/src/K.kt", "fun main() {}\n")
                .with("core/test/AlphaTest.java", "1\n2\n3\n")
                .with("web/pom.xml", "<project/>\n")
                .with("web/Main.java", "package c;\n/** Says hi. */\npublic class Main {\n  // TODO tidy\n}\n")
                .with("web/app/main.ts", "const a = 1;\nlet b = 2;\n")
                .with("web/app/util.ts", "export {}\n")
                .with("web/app/old.js", "x\ny\nz\n")
                .with("src/pkg/app.py", "import os\nimport sys\n\ndef main():\n    print(1)\n")
                .with("src/pkg/util.py", "import os\n")
                .with("node_modules/x/i.js", "x\n".repeat(50));
    }
}
