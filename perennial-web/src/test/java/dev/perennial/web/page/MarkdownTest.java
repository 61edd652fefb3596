package dev.perennial.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Markdown while it is being written. */
class MarkdownTest {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final String DOCUMENT = """
            # Title

            A paragraph with **strong** and `code`
            over two lines.

            Setext
            ------

            1. one
            2. two

               more of two
               - nested
               ```sh
               ls
               ```
            3. three
            - other list

            > quoted
            > more

            | a | b |
            |---|--:|
            | 1 | 2 |
            | 3 | 4 |

            ```java
            int x = 1; // # no heading

            - no list
            ```
            after the code
            ***
            - [x] done
            - [ ] not done
            """;

    /** The elements and texts that streaming in pieces of up to {@code size} comes to. */
    private static final String STREAMED = """
            async ([source, size, seed]) => {
              const { MarkdownStream } = await import('/page/markdown/stream.js');
              const root = document.createElement('div');
              const stream = new MarkdownStream(root);
              let random = seed;
              for (let at = 0; at < source.length; ) {
                random = (random * 1103515245 + 12345) % 2147483648;
                const length = 1 + (random % size);
                stream.add(source.slice(at, at + length));
                at += length;
                if (random % 3 === 0) while (!stream.draw(performance.now() + 50));
              }
              stream.end();
              while (!stream.draw(performance.now() + 50));
              return outline(root).replace(/\\s+/g, ' ').replace(/ ?(<[^>]*>) ?/g, '$1');
              function outline(node) {
                return [...node.childNodes].map(child => child.nodeType === 3 ? child.data
                  : ['SECTION', 'SPAN'].includes(child.tagName) ? outline(child)
                  : `<${child.tagName.toLowerCase()}>${outline(child)}</>`).join('');
              }
            }
            """;

    private static Backstage backstage;
    private static Page page;

    @BeforeAll
    static void open() {
        backstage = new Backstage();
        page = CHROMIUM.browser().newPage();
        page.navigate(backstage.address());
    }

    @AfterAll
    static void close() {
        page.close();
        backstage.close();
    }

    private String streamed(String source, int size, int seed) {
        return (String) page.evaluate(STREAMED, List.of(source, size, seed));
    }

    @Test
    void document_inPiecesOfAnySize_isWhatItIsAtOnce() {
        String whole = streamed(DOCUMENT, 100_000, 1);

        for (int seed = 1; seed <= 40; seed++) {
            assertThat(streamed(DOCUMENT, 1 + seed, seed)).as("seed %d", seed).isEqualTo(whole);
        }
        assertThat(whole)
                .contains("<h1>Title</>")
                .contains("<h2>Setext</>")
                .contains("<strong>strong</>")
                .contains("<td>3</><td>4</>")
                .contains("int x = 1; // # no heading")
                .contains("<p>after the code</><hr></>");
        assertThat(whole.split("<ol>", -1)).hasSize(2);
        assertThat(whole.split("<table>", -1)).hasSize(2);
    }

    @Test
    void longDocument_inPieces_isWhatItIsAtOnce() {
        String text = DOCUMENT.repeat(3) + "a long line of words ".repeat(200) + "\n\n" + DOCUMENT;

        assertThat(streamed(text, 40, 7)).isEqualTo(streamed(text, 3, 8));
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 100_000})
    void quotationsInOneAnotherWithoutEnd_areShownAsTheyAre_andTheRestAsItIsMeant(int size) {
        String shown = streamed(">".repeat(9_000) + " deep\n\nand **then**\n", size, 3);

        assertThat(shown).contains("deep").endsWith("<p>and<strong>then</></>");
    }

    /** What is made into elements, all told, and the longest open end, in characters. */
    private static final String WORK = """
            async ([unit, times]) => {
              const { MarkdownSplitter } = await import('/page/markdown/splitter.js');
              let work = 0;
              let code = 0;
              let longest = 0;
              const splitter = new MarkdownSplitter({
                whole: source => (work += source.length), code() {}, codeText: text => (code += text.length), codeEnd() {},
              });
              for (let i = 0; i < times; i++) {
                splitter.add(unit.replaceAll('#', String(i)));
                longest = Math.max(longest, splitter.tail.source.length);
              }
              splitter.end();
              return [work + code, longest];
            }
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "list~- item # of a list that goes on\\n",
                "numbers~#. item of a list that goes on\\n",
                "nested~  - item # below one that never ends\\n",
                "table~| row # | of a table | that goes on |\\n",
                "paragraph~words without any end ",
                "lines~a line # of one paragraph\\n",
                "word~abcdefghijklmnopqrstuvwxyz",
                "quote~> line # of a quotation\\n",
                "code~int x# = 0;\\n",
                "one line of code~int x# = 0; ",
                "code in a list~  int x# = 0;\\n",
                "stars~**open ",
            })
    void endlessBlock_costsWhatItsLengthIs(String name, String unit) {
        String begin = switch (name) {
            case "table" -> "| a | b | c |\n|---|---|---|\n";
            case "code", "one line of code" -> "```java\n";
            case "code in a list" -> "- item\n  ```java\n";
            case "nested" -> "- the first\n";
            default -> "";
        };
        int times = 20_000;
        List<?> work = (List<?>) page.evaluate(
                WORK.replace("let longest = 0;", "let longest = 0; const begin = " + quoted(begin) + ";")
                        .replace("for (let i", "splitter.add(begin); for (let i"),
                List.of(unit.replace("\\n", "\n"), times));

        int length = times * (unit.length() + 5) + begin.length();
        assertThat(((Number) work.get(0)).longValue()).isLessThan(2L * length);
        assertThat(((Number) work.get(1)).longValue()).isLessThan(25_000);
    }

    @Test
    void lineOfCodeThatDoesNotEnd_isNotKept() {
        Object longest = page.evaluate("""
                async () => {
                  const { MarkdownSplitter } = await import('/page/markdown/splitter.js');
                  let longest = 0;
                  const splitter = new MarkdownSplitter({
                    whole() {}, code() {}, codeText: text => (longest = Math.max(longest, text.length)), codeEnd() {},
                  });
                  splitter.add('```js\\n');
                  for (let i = 0; i < 1000; i++) splitter.add('abc ');
                  splitter.end();
                  return longest;
                }
                """);
        assertThat(longest).isEqualTo(4);
    }

    private static String quoted(String text) {
        return "'" + text.replace("\n", "\\n") + "'";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>window.hit = 1</script>",
                "<img src=x onerror='window.hit = 1'>",
                "<svg onload='window.hit = 1'></svg>",
                "<iframe srcdoc='<script>parent.hit = 1</script>'></iframe>",
                "[click](javascript:window.hit=1)",
                "[click](data:text/html,<script>window.hit=1</script>)",
                "[click]( java\tscript:window.hit=1)",
                "![x](https://remote.example/x.png \"onload=window.hit=1\")",
                "<a href='javascript:window.hit=1'>x</a>",
                "<style>* { display: none }</style>",
                "<form action='https://remote.example'><button>x</button></form>",
                "| a |\n|---|\n| <img src=x onerror='window.hit = 1'> |",
                "```html\n<img src=x onerror='window.hit = 1'>\n```",
                "`<img src=x onerror='window.hit = 1'>`",
                "<br onclick='window.hit = 1'>",
            })
    void hostileText_isShownAsText_andLoadsNothing(String text) {
        Object found = page.evaluate("""
                async source => {
                  const { MarkdownStream } = await import('/page/markdown/stream.js');
                  const root = document.createElement('div');
                  document.body.append(root);
                  const stream = new MarkdownStream(root);
                  stream.add(source);
                  stream.end();
                  while (!stream.draw(performance.now() + 50));
                  root.querySelectorAll('a').forEach(a => a.click());
                  await new Promise(resolve => setTimeout(resolve, 50));
                  const bad = [...root.querySelectorAll('script, img, svg, iframe, style, form, object')].map(e => e.tagName);
                  const attributes = [...root.querySelectorAll('*')].flatMap(e => [...e.attributes])
                    .filter(a => a.name.startsWith('on') || a.name === 'style' || /^\\s*(javascript|data):/i.test(a.value));
                  return [...bad, ...attributes.map(a => a.name), window.hit ?? ''].join();
                }
                """, text);
        assertThat(found).isEqualTo("");
    }

    @Test
    void links_leaveThePageToThemselves() {
        Object link = page.evaluate("""
                async () => {
                  const { rendered } = await import('/page/markdown/render.js');
                  const a = rendered('[x](https://example.org)').querySelector('a');
                  return `${a.href} ${a.rel} ${a.target}`;
                }
                """);
        assertThat(link).isEqualTo("https://example.org/ noopener noreferrer _blank");
    }
}
