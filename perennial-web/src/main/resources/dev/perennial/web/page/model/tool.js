/**
 * A tool call, from its first word to its result.
 *
 * @typedef {{id: string, name: string, input: object | null, written: string, state:
 *   'writing' | 'written' | 'asked' | 'running' | 'done' | 'failed' | 'unknown', output: Passage,
 *   result: object[] | null, question: object | null, answer: string, startedAt: number, endedAt: number}} Call
 */
import { Passage } from './passage.js';

/** @returns {Call} */
export function newCall(id, name) {
  return {
    id,
    name,
    input: null,
    written: '',
    state: 'writing',
    output: new Passage(),
    printed: 0,
    result: null,
    question: null,
    answer: '',
    startedAt: 0,
    endedAt: 0,
  };
}

/** How the call looks after the event, which is about it. @param {Call} call */
export function toolFold(call, event) {
  switch (event.type) {
    case 'tool_call':
      return call.state === 'writing' ? { ...call, written: '' } : call;
    case 'tool_input_delta':
      return call.state === 'writing' ? { ...call, written: call.written + event.partial_json } : call;
    case 'permission_asked':
      return { ...call, state: 'asked', question: event };
    case 'permission_given':
      return { ...call, state: 'written', question: null, answer: event.answer };
    case 'tool_started':
      return { ...call, input: event.input, state: 'running', question: null, startedAt: at(event) };
    case 'tool_output':
      call.output.add(event.text);
      return { ...call, printed: call.output.length };
    case 'tool_result':
      return {
        ...call,
        state: event.is_error ? 'failed' : 'done',
        question: null,
        result: event.content,
        endedAt: at(event),
      };
    default:
      return call;
  }
}

/** The call's block is whole. */
export function inputWhole(call, input) {
  return { ...call, input, written: '', state: call.state === 'writing' ? 'written' : call.state };
}

/** The run ended, or another process goes on: nothing will be heard of what still ran. */
export function leftAlone(call) {
  return call.state === 'done' || call.state === 'failed' ? call : { ...call, state: 'unknown', question: null };
}

/** All text of the result. */
export function resultText(call) {
  return (call.result ?? [])
    .filter(part => part.type === 'text')
    .map(part => part.text)
    .join('\n');
}

function at(event) {
  return event.at ? Date.parse(event.at) : 0;
}
