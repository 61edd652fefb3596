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
import org.junit.jupiter.params.provider.EnumSource;
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

    /**
     * What is shown of a text, as elements and texts, whatever they were cut into: streamed in pieces of up to {@code size}, or by
     * {@code marked} at once, which is another reader of Markdown.
     */
    private static final String OUTLINES = """
            async ([source, size, seed]) => {
              const { MarkdownStream } = await import('/page/markdown/stream.js');
              return size > 0 ? outline(streamed()) : outline(await atOnce());

              function streamed() {
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
                return root;
              }

              async function atOnce() {
                const { Marked } = await import('marked');
                const purifier = (await import('dompurify')).default;
                const escaped = text => text.replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`);
                const linked = (href, text) => (/^(?:https?:|mailto:)/i.test(href) ? `<a href="${escaped(href)}">${text}</a>` : text);
                const marked = new Marked({
                  gfm: true,
                  tokenizer: { html() {} },
                  renderer: {
                    html: ({ text }) => escaped(text),
                    image: ({ href, text }) => linked(href, escaped(text || 'image')),
                    link({ href, tokens }) { return linked(href, this.parser.parseInline(tokens)); },
                  },
                });
                return purifier.sanitize(marked.parse(source), { RETURN_DOM_FRAGMENT: true });
              }

              function outline(root) {
                let all = '';
                walk(root, '');
                return all.replace(/\\s+/g, ' ').replace(/ ?(<[^>]*>) ?/g, '$1').trim();

                function walk(node, inside) {
                  for (const child of node.childNodes) {
                    const name = child.nodeName.toLowerCase();
                    const joined = child.classList?.contains('joined') ? endOf(name) : null;
                    if (name === '#text') {
                      all += textOf(child);
                    } else if (isTransparent(child, name, inside)) {
                      all += ' ';
                      walk(child, inside);
                      all += ' ';
                    } else if (name === 'pre' || name === 'figure') {
                      all += `<pre ${languageOf(child)}>${textOf(child.querySelector('code')).trim()}</pre>`;
                    } else if (joined) {
                      all = all.slice(0, joined.index) + ' ';
                      walk(child, name);
                      all += joined[0];
                    } else {
                      all += `<${name}${detail(child, name)}>`;
                      walk(child, name);
                      all += `</${name}>`;
                    }
                  }
                }

                function endOf(name) {
                  return new RegExp(`</(${name === 'p' ? 'p|h[1-6]' : name})>\\\\s*$`).exec(all);
                }
              }

              function textOf(node) {
                return node.textContent.replaceAll('<', '‹');
              }

              function isTransparent(element, name, inside) {
                return ['section', 'span', 'tbody'].includes(name) || element.className === 'table'
                  || (name === 'p' && ['li', 'td', 'th'].includes(inside));
              }

              function languageOf(code) {
                return code.dataset.language ?? /language-(\\S+)/.exec(code.firstElementChild.className)?.[1] ?? '';
              }

              function detail(element, name) {
                switch (name) {
                  case 'a': return ` ${element.getAttribute('href')}`;
                  case 'ol': return ` ${element.start}`;
                  case 'input': return ` ${element.checked}`;
                  case 'th': case 'td': return element.align ? ` ${element.align}` : '';
                  default: return '';
                }
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

    private static String streamed(String source, int size, int seed) {
        return (String) page.evaluate(OUTLINES, List.of(source, size, seed));
    }

    /** As another reader of Markdown understands it. */
    private static String understood(String source) {
        return streamed(source, 0, 0);
    }

    @Test
    void document_inPiecesOfAnySize_isWhatItIsAtOnce() {
        String whole = streamed(DOCUMENT, 100_000, 1);

        for (int seed = 1; seed <= 40; seed++) {
            assertThat(streamed(DOCUMENT, 1 + seed, seed)).as("seed %d", seed).isEqualTo(whole);
        }
        assertThat(whole)
                .isEqualTo(understood(DOCUMENT))
                .contains("<h1>Title</h1>")
                .contains("<h2>Setext</h2>")
                .contains("<strong>strong</strong>")
                .contains("<td>3</td><td right>4</td>")
                .contains("int x = 1; // # no heading")
                .contains("<p>after the code</p><hr></hr>");
        assertThat(whole.split("<ol", -1)).hasSize(2);
        assertThat(whole.split("<table>", -1)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 20, 30})
    void documentByChance_inPiecesByChance_isWhatItIsAtOnce(int first) {
        for (int seed = first; seed < first + 10; seed++) {
            String text = new MarkdownShapes(seed).document();

            String whole = streamed(text, 1_000_000, 1);
            assertThat(streamed(text, 1 + seed * 7 % 100, seed))
                    .as("seed %d", seed)
                    .isEqualTo(whole);
            assertThat(whole).as("seed %d", seed).isEqualTo(understood(text));
        }
    }

    @Test
    void linesThatEndAsOnWindows_endThereToo_howeverTheyAreCut() {
        String text = DOCUMENT.replace("\n", "\r\n");

        assertThat(streamed(text, 1, 7)).isEqualTo(streamed(text, 5, 8)).isEqualTo(streamed(DOCUMENT, 9, 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 100_000})
    void quotationsInOneAnotherWithoutEnd_areShownAsTheyAre_andTheRestAsItIsMeant(int size) {
        String shown = streamed(">".repeat(9_000) + " deep\n\nand **then**\n", size, 3);

        assertThat(shown).contains("deep").endsWith("<p>and<strong>then</strong></p>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "<div>text</div>~<p>‹div>text‹/div></p>",
                "<!-- kept\\n\\nand this -->~<p>‹!-- kept</p><p>and this --></p>",
                "x<sub>2</sub> <kbd>a</kbd><br>b~<p>x<sub>2</sub><kbd>a</kbd><br></br>b</p>",
                "a</sub> <sub>b~<p>a‹/sub> ‹sub>b</p>",
                "&amp; &copy; &nosuchthing; `&amp;`~<p>& © &nosuchthing;<code>&amp;</code></p>",
                "[^1]: A note.~<p>[^1]: A note.</p>",
                "[a]: https://x.example~''",
                "see [a]\\n\\n[a]: https://x.example~<p>see<a https://x.example>a</a></p>",
                "see [a]\\n\\n[a]: javascript:alert(1)~<p>see a</p>",
                "arr[constructor] and [toString][]~<p>arr[constructor] and [toString][]</p>",
                "[constructor](x and [valueOf](y~<p>[constructor](x and [valueOf](y</p>",
                "[![Build](https://i.example/b.svg)](https://ci.example)~<p><a https://ci.example>Build</a></p>",
                "[**![B](https://i.example)** it](https://ci.example)~<p><a https://ci.example><strong>B</strong>it</a></p>",
                "[![](https://i.example)](javascript:alert(1))~<p>image</p>",
                "see [__proto__]~<p>see [<strong>proto</strong>]</p>",
                "[__proto__]\\n\\n[__proto__]: https://x.example~<p><a https://x.example><strong>proto</strong></a></p>",
                "- [ ] open\\n- [x] done~<ul><li><input false></input>open</li><li><input true></input>done</li></ul>",
                "|a|b|\\n|-|-|\\n|1|2|3|\\n|`a\\|b`~<table><thead><tr><th>a</th><th>b</th></tr></thead><tr><td>1</td><td>2</td></tr><tr><td><code>a|b</code></td><td></td></tr></table>",
            })
    void detail_isShown(String text, String shown) {
        assertThat(streamed(text.replace("\\n", "\n"), 3, 1)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "\u00a01. foo~<p>1. foo</p>",
                "\u3000- foo~<p>- foo</p>",
                "\u3000\u3000> q~<p>> q</p>",
                "\u3000# no~<p># no</p>",
                "#\u3000no~<p># no</p>",
                "a\\n\u00a0\\nb~<p>a b</p>",
                "a\\n-\u3000b~<p>a - b</p>",
            })
    void whatOnlyLooksLikeABlank_isText(String text, String shown) {
        assertThat(streamed(text.replace("\\n", "\n"), 3, 1)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "*, *, em",
        "_, _, em",
        "**, **, strong",
        "__, __, strong",
        "~~, ~~, del",
        "<sub>, </sub>, sub",
        "<SUP>, </SUP>, sup",
        "<kbd>, </kbd>, kbd",
        "`, `, code",
    })
    void longParagraph_isNotCutWithinWhatAMarkBegan(String begin, String end, String name) {
        String text = "some words ".repeat(175) + begin + "open " + "more words ".repeat(30) + "here" + end
                + " and the rest".repeat(100);

        for (int size : new int[] {7, 100_000}) {
            assertThat(streamed(text, size, 1))
                    .contains("<%s>open more words ".formatted(name))
                    .contains(" here</%s>and the rest".formatted(name));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "230~Name~| Name | b |\\n|---|---|",
                "230~Name~Name | b\\n--- | ---",
                // where it would be cut lies in the head
                "199~Name or more words~Name or more words | b\\n--- | ---",
                "1500~Name~| Name | b |\\n|---|---|",
            })
    void tableBehindALongParagraph_isOne(int words, String name, String head) {
        String text = "some words\n".repeat(2) + "any words ".repeat(words) + "\n" + head.replace("\\n", "\n")
                + "\n| 1 | 2 |\n";

        String whole = streamed(text, 100_000, 1);
        assertThat(whole)
                .isEqualTo(understood(text))
                .contains("<table><thead><tr><th>" + name + "</th><th>b</th></tr></thead><tr><td>1</td>");
        assertThat(streamed(text, 1, 1)).isEqualTo(whole);
        assertThat(streamed(text, 60, 2)).isEqualTo(whole);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {"''~700", "> ~500", "- item\\n\\n  ~1500", "> - ~600", "''~3900"})
    void paddedTable_isOne_howeverLongItsLinesAre(String begin, int width) {
        String blanks = " ".repeat(width);
        String signs = "-".repeat(width);
        String others = begin.contains("\\n") ? "  " : begin.replace("-", " ");
        String text = begin.replace("\\n", "\n") + "| Name " + blanks + "| b " + blanks + "|\n" + others + "| -----"
                + signs + "|---" + signs + ":|\n" + others + "| 1 " + blanks + "   | 2 " + blanks + "|\n";

        String whole = streamed(text, 100_000, 1);
        assertThat(whole)
                .isEqualTo(understood(text))
                .contains("<th>Name</th><th right>b</th>", "<td>1</td><td right>2</td>");
        assertThat(streamed(text, 7, 1)).isEqualTo(whole);
        assertThat(streamed(text, 1500, 2)).isEqualTo(whole);
    }

    @Test
    void longLineOfDashes_belowText_makesItAHeading() {
        String text = "Title\n" + "-".repeat(1_500) + "\nand text";

        assertThat(streamed(text, 100_000, 1)).isEqualTo("<h2>Title</h2><p>and text</p>");
        assertThat(streamed(text, 7, 1)).isEqualTo("<h2>Title</h2><p>and text</p>");
    }

    /** What is made into elements, all told, and the longest open end, in characters. */
    private static final String WORK = """
            async ([begin, unit, times]) => {
              const { Blocks } = await import('/page/markdown/blocks.js');
              const { LineReader } = await import('/page/markdown/line-reader.js');
              const { Undo } = await import('/page/markdown/undo.js');
              let work = 0;
              let longest = 0;
              const count = (...told) => told.forEach(one => (work += String(one ?? '').length));
              const blocks = new Blocks(new Proxy({}, { get: () => count }), new Undo());
              const lines = new LineReader(blocks);
              lines.add(begin);
              for (let i = 0; i < times; i++) {
                lines.add(unit.replaceAll('#', String(i)));
                longest = Math.max(longest, blocks.text.length);
              }
              lines.end();
              return [work, longest];
            }
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "''~- item # of a list that goes on\\n",
                "''~#. item of a list that goes on\\n",
                "- the first\\n~  - item # below one that never ends\\n",
                "| a | b | c |\\n|---|---|---|\\n~| row # | of a table | that goes on |\\n",
                "| a | b |\\n|---|---|\\n| ~a cell # ",
                "| a | b |\\n|---|---|\\n~| a | cell |",
                "''~words without any end ",
                "''~a line # of one paragraph\\n",
                "''~abcdefghijklmnopqrstuvwxyz",
                "''~> line # of a quotation\\n",
                "> ~line # that is not marked\\n",
                "```java\\n~int x# = 0;\\n",
                "```java\\n~int x# = 0; ",
                "- item\\n  ```java\\n~  int x# = 0;\\n",
                "> - item\\n>   ```java\\n~>   int x# = 0;\\n",
                "''~    int x# = 0;\\n",
                "''~[a#]: https://example.org/#\\n",
                "# ~a heading ",
                "''~**open ",
                "''~[open ",
                "words\\n~|---",
                "> words\\n> ~| ------- ",
                "words | more\\n~some | words ",
            })
    void endlessBlock_costsWhatItsLengthIs(String begin, String unit) {
        int times = 20_000;
        List<?> work =
                (List<?>) page.evaluate(WORK, List.of(begin.replace("\\n", "\n"), unit.replace("\\n", "\n"), times));

        int length = times * (unit.length() + 5) + begin.length();
        assertThat(((Number) work.get(0)).longValue()).isLessThan(2L * length);
        assertThat(((Number) work.get(1)).longValue()).isLessThan(9_500);
    }

    /** Streams half of a text, and the rest; which of the elements that were there in the middle are others at the end. */
    private static final String CHANGED = """
            async ([source]) => {
              const { MarkdownStream } = await import('/page/markdown/stream.js');
              const root = document.createElement('div');
              document.body.append(root);
              const stream = new MarkdownStream(root);
              const feed = text => {
                for (let at = 0; at < text.length; at += 500) {
                  stream.add(text.slice(at, at + 500));
                  while (!stream.draw(performance.now() + 50));
                }
              };
              feed(source.slice(0, source.length / 2));
              const open = root.querySelector('.writing').closest('tr, .code, p, li');
              const shown = [...root.querySelectorAll('p, li, td, .lines, .stretch')].slice(0, -2)
                .filter(one => one.closest('tr') !== open && !one.querySelector('p, ul, .lines, .stretch'))
                .map(one => ({ one, text: one.textContent }));
              feed(source.slice(source.length / 2));
              stream.end();
              while (!stream.draw(performance.now() + 50));
              root.remove();
              return [shown.length, shown.filter(({ one, text }) => !root.contains(one) || one.textContent !== text).length];
            }
            """;

    @ParameterizedTest
    @EnumSource(MarkdownShapes.Endless.class)
    void whatIsFinished_isNotTouchedAgain(MarkdownShapes.Endless shape) {
        List<?> changed = (List<?>) page.evaluate(CHANGED, List.of(shape.text(100_000)));

        assertThat(((Number) changed.get(0)).longValue()).isPositive();
        assertThat(changed.get(1)).isEqualTo(0);
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
                  const [a] = rendered('[x](https://example.org)', {});
                  return `${a.href} ${a.rel} ${a.target}`;
                }
                """);
        assertThat(link).isEqualTo("https://example.org/ noopener noreferrer _blank");
    }
}
