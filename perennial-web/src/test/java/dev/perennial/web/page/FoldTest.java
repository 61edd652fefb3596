package dev.perennial.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewPageOptions;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the page makes of events, in the browser that runs it. */
class FoldTest {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final String START = "session|model:'m'; user|text:'hi'; request|request:1; response|message:{}; ";

    /** Folds events, written as {@code type|fields; …}, and answers with what {@code of} makes of the state. */
    private static final String FOLD = """
            async ([events, of]) => {
              const { fold, emptySession } = await import('/page/model/fold.js');
              let seq = 0;
              let state = emptySession();
              for (const one of events.split('; ').filter(Boolean)) {
                const [type, fields = ''] = one.split('|');
                state = fold(state, { type, seq: ++seq, ...(0, eval)(`({${fields}})`) });
              }
              const last = state.items.findLast(item => item.kind === 'response');
              const texts = last?.blocks.map(b => b.passage?.text() ?? b.id) ?? [];
              return (0, eval)(`(state, last, texts) => ${of}`)(state, last, texts);
            }
            """;

    private static Backstage backstage;
    private static Page page;

    @BeforeAll
    static void open() {
        backstage = new Backstage();
        // The events are written as code here; the page itself forbids that.
        page = CHROMIUM.browser().newPage(new NewPageOptions().setBypassCSP(true));
        page.navigate(backstage.address());
    }

    @AfterAll
    static void close() {
        page.close();
        backstage.close();
    }

    private Object fold(String events, String of) {
        return page.evaluate(FOLD, List.of(events, of));
    }

    private Object texts(String events) {
        return fold(START + events, "texts.join('/')");
    }

    @Test
    void pieces_behindOneAnother_areOneText() {
        assertThat(texts("block_started|block:{type:'text',text:''}; text_delta|text:'a '; text_delta|text:'b'"))
                .isEqualTo("a b");
    }

    @Test
    void wholeBlock_withoutItsPieces_isTheText() {
        assertThat(texts("block|block:{type:'text',text:'a b'}")).isEqualTo("a b");
    }

    @Test
    void wholeBlock_behindSomeOfItsPieces_isTheTextOnce() {
        assertThat(
                        texts(
                                "block_started|block:{type:'text',text:''}; text_delta|text:'a '; block|block:{type:'text',text:'a b'}"))
                .isEqualTo("a b");
    }

    @Test
    void wholeBlock_thatIsAnotherThanItsPieces_takesTheirPlace() {
        assertThat(
                        texts(
                                "block_started|block:{type:'text',text:''}; text_delta|text:'xyz'; block|block:{type:'text',text:'a'}"))
                .isEqualTo("a");
    }

    @Test
    void responseToldAgain_afterACrash_isShownOnce() {
        assertThat(texts("block_started|block:{type:'text',text:''}; text_delta|text:'one two'; reopened; "
                        + "response|message:{}; block_started|block:{type:'text',text:''}; text_delta|text:'one '; "
                        + "text_delta|text:'two three'"))
                .isEqualTo("one two three");
    }

    @Test
    void restart_inAnAnswer_isAMarkOfIt_andBetweenAnswersOneOfTheirs() {
        String written = START + "block_started|block:{type:'text',text:''}; text_delta|text:'one'; ";
        assertThat(fold(written + "reopened", "`${state.items.length} ${last.seams[0].note} ${last.seams[0].offset}`"))
                .isEqualTo("2 went on after a restart 3");
        assertThat(fold(written + "response_end|stop_reason:'end_turn',usage:{}; reopened", "state.items.at(-1).kind"))
                .isEqualTo("mark");
    }

    @Test
    void restartedBlock_thatBecomesAnother_isReplacedWithWhatFollowed() {
        assertThat(texts("block|block:{type:'text',text:'first'}; block|block:{type:'text',text:'second'}; "
                        + "block_restarted|index:0; block_started|block:{type:'text',text:''}; text_delta|text:'other'; "
                        + "block|block:{type:'text',text:'other'}; response_end|stop_reason:'end_turn',usage:{}"))
                .isEqualTo("other");
    }

    @Test
    void brokenResponse_keepsWhatArrived() {
        assertThat(fold(
                        START + "block_started|block:{type:'text',text:''}; text_delta|text:'half'; "
                                + "response_broken|cause:'cut',partial:{content:[{type:'text',text:'half a'}]}; "
                                + "result|outcome:'cut',detail:''",
                        "`${last.state} ${texts} ${state.items.at(-1).kind} ${state.running}`"))
                .isEqualTo("broken half a result false");
    }

    @Test
    void eventThatIsKnown_comesAgain_changesNothing() {
        assertThat(fold(
                        START
                                + "block_started|block:{type:'text',text:''}; text_delta|text:'a'; text_delta|seq:6,text:'a'",
                        "texts[0]"))
                .isEqualTo("a");
    }

    @Test
    void call_fromItsFirstWordToItsResult_isOne() {
        String call = "tool_call|id:'t',name:'bash'; tool_input_delta|id:'t',partial_json:'{\"command'; "
                + "block|block:{type:'tool_use',id:'t',name:'bash',input:{command:'ls'}}; "
                + "tool_started|id:'t',name:'bash',input:{command:'ls'}; tool_output|id:'t',text:'x'; ";
        assertThat(fold(START + call, "`${state.calls.get('t').state} ${state.calls.get('t').output.text()} ${texts}`"))
                .isEqualTo("running x t");
        assertThat(fold(
                        START + call + "tool_result|id:'t',name:'bash',content:[],is_error:true",
                        "state.calls.get('t').state"))
                .isEqualTo("failed");
        assertThat(fold(START + call + "result|outcome:'cancelled',detail:''", "state.calls.get('t').state"))
                .isEqualTo("unknown");
    }

    @Test
    void question_isOpenUntilItIsAnswered() {
        String asked = "permission_asked|id:'t',name:'bash',preview:'rm'; ";
        assertThat(fold(START + asked, "`${state.asking} ${state.calls.get('t').question.preview}`"))
                .isEqualTo("t rm");
        assertThat(fold(START + asked + "permission_given|id:'t',answer:'once'", "state.asking"))
                .isEqualTo("");
    }

    @Test
    void inputWhileItWorks_waitsUntilItIsHandedOver() {
        String queued = START + "queued|text:'and this'; ";
        assertThat(fold(queued, "state.queued.join()")).isEqualTo("and this");
        assertThat(fold(
                        queued + "handed_over|texts:['and this']",
                        "`${state.queued.length} ${state.items.at(-1).text}`"))
                .isEqualTo("0 and this");
    }

    @Test
    void retractedAnswer_isGone_andWhatWasSaidStays() {
        assertThat(fold(
                        START + "block|block:{type:'text',text:'bad'}; retracted",
                        "state.items.map(item => item.kind).join()"))
                .isEqualTo("user,mark");
    }

    @Test
    void wait_isToldWithItsEnd_andIsOverWithTheNextEvent() {
        String waits = "session|model:'m'; user|text:'hi'; request|request:1; "
                + "notice|code:'queued',text:'waiting 1 min 12 s for input tokens, 3 ahead',at:'2026-11-22T10:00:00Z'; ";
        assertThat(fold(waits, "state.wait.until - Date.parse('2026-11-22T10:00:00Z')"))
                .isEqualTo(72_000);
        assertThat(fold(waits + "response|message:{}", "`${state.wait} ${last.seams[0].note}`"))
                .isEqualTo("null waiting 1 min 12 s for input tokens, 3 ahead");
    }

    @Test
    void wait_goesOn_whateverTheUserDoesMeanwhile() {
        String waits = "session|model:'m'; user|text:'hi'; request|request:1; "
                + "notice|code:'queued',text:'waiting 12 s for input tokens',at:'2026-11-22T10:00:00Z'; ";
        assertThat(fold(waits + "queued|text:'and this'; titled|title:'T'", "state.wait.text"))
                .isEqualTo("waiting 12 s for input tokens");
    }

    @Test
    void serverSentEvents_cutAnywhere_areTheSame() {
        Object same = page.evaluate("""
                async () => {
                  const { SseReader } = await import('/page/net/sse.js');
                  const text = ': ping\\n\\nid: 7\\r\\nevent: a\\r\\ndata: {"x":1}\\r\\n\\r\\ndata: one\\ndata: two\\n\\nid: 8\\ndata:\\n\\n';
                  const whole = JSON.stringify(new SseReader().add(text));
                  for (let i = 0; i <= text.length; i++) {
                    const reader = new SseReader();
                    const cut = [...reader.add(text.slice(0, i)), ...reader.add(text.slice(i))];
                    if (JSON.stringify(cut) !== whole) return `cut at ${i}: ${JSON.stringify(cut)}`;
                  }
                  return whole;
                }
                """);
        assertThat(same)
                .isEqualTo("[{\"id\":\"7\",\"type\":\"a\",\"data\":\"{\\\"x\\\":1}\"},"
                        + "{\"id\":\"\",\"type\":\"message\",\"data\":\"one\\ntwo\"},"
                        + "{\"id\":\"8\",\"type\":\"message\",\"data\":\"\"}]");
    }
}
