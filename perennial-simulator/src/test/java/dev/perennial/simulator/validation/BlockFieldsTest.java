package dev.perennial.simulator.validation;

import static dev.perennial.simulator.validation.TestApi.USER;
import static dev.perennial.simulator.validation.TestApi.api;
import static dev.perennial.simulator.validation.TestApi.assistant;
import static dev.perennial.simulator.validation.TestApi.body;
import static dev.perennial.simulator.validation.TestApi.user;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fields that each type of block needs, and their types. */
final class BlockFieldsTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "'x'           | : Input should be a valid dictionary",
                "7             | : Input should be a valid dictionary",
                "null          | : Input should be a valid dictionary",
                "[]            | : Input should be a valid dictionary",
                "{}            | .type: Field required",
                "{'type':null} | .type: Field required",
                "{'text':'x'}  | .type: Field required"
            })
    void block_withoutType_isRefusedInEitherRole(String block, String message) {
        assertThat(api().answer(body(user(block)))).isEqualTo("400 messages.0.content.0" + message);
        assertThat(api().answer(body(USER, assistant(block), USER))).isEqualTo("400 messages.1.content.0" + message);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "{'type':'image','source':'x'}    | image.source: Input should be a valid dictionary",
                "{'type':'image','source':{}}     | image.source.type: Field required",
                "{'type':'image','source':{'type':'ftp'}}            | image.source: Input tag 'ftp' found using 'type' does not match any of the expected tags: 'base64', 'url', 'file'",
                "{'type':'image','source':{'type':'url','url':5}}    | image.source.url.url: Input should be a valid string",
                "{'type':'image','source':{'type':'file','file_id':5}} | image.source.file.file_id: Input should be a valid string",
                "{'type':'image','source':{'type':'base64'}}         | image.source.base64.data: Field required",
                "{'type':'image','source':{'type':'base64','data':5}} | image.source.base64.data: Input should be a valid string",
                "{'type':'document'}              | document.source: Field required",
                "{'type':'document','source':'x'} | document.source: Input should be a valid dictionary",
                "{'type':'tool_result'}           | tool_result.tool_use_id: Field required",
                "{'type':'tool_result','tool_use_id':5}                     | tool_result.tool_use_id: Input should be a valid string",
                "{'type':'tool_result','tool_use_id':'a:b'}                 | tool_result.tool_use_id: String should match pattern '^[a-zA-Z0-9_-]+$'",
                "{'type':'tool_result','tool_use_id':'a','is_error':'no'}   | tool_result.is_error: Input should be a valid boolean",
                "{'type':'tool_result','tool_use_id':'a','content':5}       | tool_result.content: Input should be a valid list",
                "{'type':'text','text':'x','cache_control':5}               | cache_control: Input should be a valid dictionary",
                "{'type':'text','text':'x','cache_control':{}}              | cache_control.type: Field required",
            })
    void userBlock_fieldMissingOrOfWrongType_isNamed(String block, String message) {
        assertThat(api().answer(body(user(block)))).isEqualTo("400 messages.0.content.0." + message);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "{'type':'thinking','signature':'s'}               | thinking.thinking: Field required",
                "{'type':'thinking','thinking':5,'signature':'s'}  | thinking.thinking: Input should be a valid string",
                "{'type':'thinking','thinking':'x','signature':5}  | thinking.signature: Input should be a valid string",
                "{'type':'redacted_thinking'}                      | redacted_thinking.data: Field required",
                "{'type':'redacted_thinking','data':5}             | redacted_thinking.data: Input should be a valid string",
                "{'type':'tool_use','id':5,'name':'x','input':{}}  | tool_use.id: Input should be a valid string",
                "{'type':'tool_use','id':'a','input':{}}           | tool_use.name: Field required",
                "{'type':'tool_use','id':'a','name':5,'input':{}}  | tool_use.name: Input should be a valid string",
            })
    void assistantBlock_fieldMissingOrOfWrongType_isNamed(String block, String message) {
        assertThat(api().answer(body(USER, assistant(block), USER))).isEqualTo("400 messages.1.content.0." + message);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "{'type':'thinking','thinking':'x','signature':'s','id':1}      | thinking.id",
                "{'type':'redacted_thinking','data':'x','id':1}                 | redacted_thinking.id",
                "{'type':'server_tool_use','id':'srvtoolu_a','name':'web_search','input':{},'index':1} | server_tool_use.index",
                "{'type':'image','source':{'type':'file','file_id':'f'},'alt':'x'} | image.alt",
                "{'type':'document','source':{'type':'file','file_id':'f'},'name':'x'} | document.name",
                "{'type':'search_result','source':'s','title':'t','content':[],'url':'x'} | search_result.url"
            })
    void block_extraField_isRefused(String block, String place) {
        assertThat(api().answer(body(USER, assistant(block), USER)))
                .isEqualTo("400 messages.1.content.0." + place + ": Extra inputs are not permitted");
    }

    @Test
    void mcpToolUse_ofTheUser_isRefused() {
        assertThat(api().answer(body(user("{'type':'mcp_tool_use','id':'a','name':'x','input':{}}"))))
                .isEqualTo("400 messages.0: `mcp_tool_use` blocks can only be in `assistant` messages");
    }

    @Test
    void mcpToolUse_atTheEnd_isNoPrefill() {
        String waiting = assistant("{'type':'mcp_tool_use','id':'mcptoolu_a','name':'x','server_name':'s','input':{}}");

        assertThat(api().answer(body(USER, waiting))).isEqualTo("200");
    }
}
