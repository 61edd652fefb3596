/**
 * What a session's events come to, for people: `state = fold(state, event)`. Pure: no DOM, no clock, no network. The state is
 * changed in place; items and calls in it are replaced whenever they change, so that `===` says whether to draw them again.
 * The meaning of the events is that of `SessionFold` and `Unrepeated`.
 */
import * as response from './response.js';
import { inputWhole, leftAlone, newCall, toolFold } from './tool.js';
import { NOTHING_USED, sum } from './usage.js';
import { OF_STREAMS, waitIn } from './waits.js';

/** The state before the first event. */
export function emptySession() {
  return {
    seq: 0,
    session: '',
    model: '',
    /** As somebody called it; '' if nobody did. */
    title: '',
    simulated: false,
    folder: '',
    /** How the model is asked: the body of every request, without messages. */
    request: null,
    /** What is shown, in order. */
    items: [],
    /** Calls by their id. @type {Map<string, import('./tool.js').Call>} */
    calls: new Map(),
    /** What the user said while the model worked, not handed over yet. @type {string[]} */
    queued: [],
    /** Whether a run has begun and not ended. */
    running: false,
    stopAsked: false,
    /** 'request' until the answer begins, 'answer', 'tools'; '' while nothing runs. */
    phase: '',
    /** The call about which the user is asked; '' if none. */
    asking: '',
    /** Why nothing happens now, and until when. @type {{text: string, until: number} | null} */
    wait: null,
    /** What happened to the request whose answer has not begun. @type {import('./response.js').Seam[]} */
    marks: [],
    /** How the last run ended. */
    result: null,
    attempts: [],
    /** How often something was told of what went over the wire. */
    exchanged: 0,
    usage: NOTHING_USED,
    /** Of the last answer that was whole: how full the context is. */
    lastUsage: null,
    requests: 0,
    deleted: false,
    /** Characters of text, thinking and input received; only grows. */
    received: 0,
  };
}

/** The state after the event. */
export function fold(state, event) {
  if (event.seq !== undefined) {
    if (event.seq <= state.seq) {
      return state;
    }
    state.seq = event.seq;
    state.wait = ASIDE.has(event.type) ? state.wait : null;
  }
  if (event.raw !== undefined) {
    unreadable(state);
  } else {
    handlers[event.type]?.(state, event);
  }
  return state;
}

/** Where an entry was damaged the session goes on behind it, and says so. */
export function unreadable(state) {
  push(state, { kind: 'notice', code: 'unreadable', text: `Entry ${state.seq} of the journal cannot be read.`, seq: state.seq });
}

/** What can happen while the model is waited for. */
const ASIDE = new Set(['queued', 'titled', 'exchange']);

const handlers = {
  session: (state, event) => {
    state.session = event.session;
    state.model = event.model;
    state.simulated = event.simulated;
    state.folder = event.folder;
  },
  titled: (state, event) => {
    state.title = event.title;
  },
  settings: (state, event) => {
    state.request = event.request;
    state.model = event.request?.model ?? state.model;
  },
  user: (state, event) => {
    state.queued = [];
    push(state, { kind: 'user', text: event.text, images: event.images ?? [], seq: event.seq, at: event.at });
    runBegins(state);
  },
  queued: (state, event) => {
    state.queued = [...state.queued, event.text];
  },
  handed_over: (state, event) => {
    state.queued = [];
    event.texts.forEach(text => push(state, { kind: 'user', text, images: [], seq: event.seq, at: event.at, added: true }));
  },
  retracted: (state, event) => {
    const last = state.items.findLastIndex(item => item.kind === 'user' && !item.added);
    state.items = state.items.slice(0, last + 1);
    push(state, { kind: 'mark', text: 'Asked again', seq: event.seq });
    runBegins(state);
  },
  request: (state, event) => {
    state.requests = event.request;
    state.phase = 'request';
  },
  response: (state, event) => {
    state.phase = 'answer';
    const open = openResponse(state);
    if (open) {
      put(state, response.toldAgain(open, event));
    } else {
      const seams = state.marks;
      state.marks = [];
      push(state, { ...response.begunResponse(event), seams });
    }
  },
  block_started: (state, event) => {
    if (event.block.type === 'tool_use') {
      call(state, event.block.id, event.block.name);
    }
    change(state, open => response.blockBegun(open, event.block));
  },
  block_restarted: (state, event) => change(state, open => response.restarted(open, event.index)),
  text_delta: (state, event) => grown(state, 'text', event.text),
  thinking_delta: (state, event) => grown(state, 'thinking', event.text),
  seam: (state, event) => marked(state, event.note, event),
  tool_call: (state, event) => {
    about(state, event);
    change(state, open => response.callBegun(open, event.id));
  },
  tool_input_delta: (state, event) => {
    state.received += event.partial_json.length;
    about(state, event);
  },
  block: (state, event) => {
    if (event.block.type === 'tool_use') {
      state.calls.set(event.block.id, inputWhole(call(state, event.block.id, event.block.name), event.block.input));
    }
    change(state, open => response.blockWhole(open, event.block));
  },
  response_end: (state, event) => {
    state.lastUsage = event.usage;
    const more = { stopReason: event.stop_reason, stopDetails: event.stop_details ?? null, usage: event.usage };
    change(state, open => response.over(open, 'whole', more));
    state.phase = 'tools';
  },
  response_broken: (state, event) => {
    change(state, open => {
      const rest = (event.partial.content ?? []).slice(open.next);
      const all = rest.reduce((kept, block) => response.blockWhole(kept, block), open);
      return response.over(all, 'broken', { cause: event.cause });
    });
    state.phase = 'request';
  },
  attempt: (state, event) => {
    state.attempts = [...state.attempts, event];
    state.usage = sum(state.usage, event.usage);
  },
  exchange_started: state => {
    state.exchanged++;
  },
  exchange: state => {
    state.exchanged++;
  },
  continue: (state, event) => push(state, { kind: 'mark', text: 'Went on past the output limit', seq: event.seq }),
  permission_asked: (state, event) => {
    state.asking = event.id;
    about(state, event);
  },
  permission_given: (state, event) => {
    state.asking = '';
    about(state, event);
  },
  tool_started: (state, event) => {
    state.phase = 'tools';
    about(state, event);
  },
  tool_output: (state, event) => about(state, event),
  tool_result: (state, event) => about(state, event),
  notice: (state, event) => {
    if (OF_STREAMS.has(event.code)) {
      marked(state, event.text, event);
      state.wait = waitIn(event);
    } else {
      push(state, { kind: 'notice', code: event.code, text: event.text, seq: event.seq });
    }
  },
  stop: state => {
    state.stopAsked = true;
  },
  reopened: (state, event) => {
    if (openResponse(state)) {
      marked(state, 'went on after a restart', event);
    } else {
      push(state, { kind: 'mark', text: 'Went on after a restart', seq: event.seq });
    }
  },
  result: (state, event) => {
    state.running = false;
    state.phase = '';
    state.asking = '';
    state.result = event;
    leaveCallsAlone(state);
    change(state, open => response.over(open, 'broken', {}));
    if (event.outcome !== 'complete') {
      push(state, { kind: 'result', outcome: event.outcome, detail: event.detail, seq: event.seq, at: event.at });
    }
  },
  // Of the stream of events, not of the journal.
  deleted: state => {
    state.deleted = true;
    state.running = false;
  },
};

/** Something happened to the stream, and the answer goes on. */
function marked(state, note, event) {
  if (openResponse(state)) {
    change(state, open => response.seamed(open, note, event));
  } else {
    state.marks = [...state.marks, { note, at: event.at, block: 0, offset: 0, technical: false }];
  }
}

function runBegins(state) {
  state.running = true;
  state.stopAsked = false;
  state.result = null;
  state.phase = 'request';
}

function leaveCallsAlone(state) {
  state.calls.forEach((open, id) => {
    const left = leftAlone(open);
    if (left !== open) {
      state.calls.set(id, left);
      touch(state, id);
    }
  });
}

function grown(state, kind, piece) {
  state.received += piece.length;
  change(state, open => response.grown(open, kind, piece));
}

function push(state, item) {
  state.items = [...state.items, { ...item, key: `${item.kind}-${item.seq}-${state.items.length}` }];
}

function openResponse(state) {
  const last = state.items.findLastIndex(item => item.kind === 'response');
  return last >= 0 && state.items[last].state === 'open' ? state.items[last] : null;
}

function change(state, how) {
  const open = openResponse(state);
  if (open) {
    put(state, how(open));
  }
}

function put(state, item) {
  const place = state.items.findLastIndex(other => other.key === item.key);
  state.items[place] = item;
}

function call(state, id, name) {
  if (!state.calls.has(id)) {
    state.calls.set(id, newCall(id, name));
  }
  return state.calls.get(id);
}

function about(state, event) {
  state.calls.set(event.id, toolFold(call(state, event.id, event.name ?? ''), event));
  touch(state, event.id);
}

/** The answer that shows the call is to be drawn again. */
function touch(state, id) {
  const place = state.items.findLastIndex(item => item.kind === 'response' && item.blocks.some(b => b.id === id));
  if (place >= 0) {
    state.items[place] = { ...state.items[place] };
  }
}
