import { Passage } from './passage.js';

/**
 * One answer of the model: blocks in order, some of them still being written. Blocks are replaced by new objects whenever
 * something about them changes, so that `===` says whether one must be drawn again.
 *
 * @typedef {{kind: 'text' | 'thinking', passage: Passage, length: number, generation: number, open: boolean}} Passages
 * @typedef {{kind: 'tool', id: string}} ToolBlock
 * @typedef {{kind: 'other', json: object}} OtherBlock
 * @typedef {Passages | ToolBlock | OtherBlock} Block
 * @typedef {{note: string, at: string, block: number, offset: number, technical: boolean}} Seam `technical` for experts only
 */

/** @param {object} event of type `response` */
export function begunResponse(event) {
  return {
    kind: 'response',
    seq: event.seq,
    at: event.at,
    requestId: event.request_id,
    model: event.model,
    state: 'open',
    /** @type {Block[]} */
    blocks: [],
    /** @type {Seam[]} */
    seams: [],
    /** Where the next block stands. */
    next: 0,
    stopReason: '',
    stopDetails: null,
    cause: '',
    usage: event.message?.usage ?? null,
  };
}

/** The response that is not over is told again from its beginning. */
export function toldAgain(response, event) {
  return { ...response, requestId: event.request_id, model: event.model, next: 0 };
}

/** A block begins. @param {object} block as the server began it */
export function blockBegun(response, block) {
  const kind = passageKind(block);
  if (kind) {
    return withPassage(response, kind, passage => passage.begin());
  }
  return block.type === 'tool_use' ? withTool(response, block.id) : response;
}

/** More of the open text or thinking. */
export function grown(response, kind, piece) {
  return withPassage(response, kind, passage => passage.add(piece));
}

/** A call is being written. */
export function callBegun(response, id) {
  return withTool(response, id);
}

/** A block is whole. */
export function blockWhole(response, block) {
  const kind = passageKind(block);
  let next = response;
  if (kind) {
    next = withPassage(response, kind, passage => passage.whole(block[kind] ?? ''));
    next.blocks[next.next] = { ...next.blocks[next.next], open: false };
  } else if (block.type === 'tool_use') {
    next = withTool(response, block.id);
  } else {
    next = withBlock(response, { kind: 'other', json: block });
  }
  return { ...next, next: response.next + 1 };
}

/** The block of this place, and what followed it, is told anew; what was shown stays until that differs. */
export function restarted(response, index) {
  return { ...response, next: Math.min(response.next, index) };
}

/** The stream broke here and goes on. */
export function seamed(response, note, event) {
  const open = response.blocks[response.next];
  const technical = event.type === 'seam';
  const seam = { note, at: event.at, block: response.next, offset: open?.length ?? 0, technical };
  return { ...response, seams: [...response.seams, seam] };
}

/** No more will come; blocks that were to be told anew and were not are gone. */
export function over(response, state, more) {
  const kept = response.blocks.slice(0, Math.max(response.next, openEnd(response)));
  const blocks = kept.map(block => (block.open ? { ...block, open: false } : block));
  return { ...response, ...more, blocks, state };
}

/** All text of the answer. */
export function textOf(response) {
  return response.blocks
    .filter(block => block.kind === 'text')
    .map(block => block.passage.text())
    .join('\n\n');
}

function openEnd(response) {
  return response.blocks[response.next]?.open ? response.next + 1 : response.next;
}

function passageKind(block) {
  return block.type === 'text' || block.type === 'thinking' ? block.type : '';
}

function withPassage(response, kind, change) {
  const shown = response.blocks[response.next];
  const passage = shown?.kind === kind ? shown.passage : new Passage();
  change(passage);
  return withBlock(response, { kind, passage, length: passage.length, generation: passage.generation, open: true });
}

/** A call that is told again stays the same block. */
function withTool(response, id) {
  const shown = response.blocks[response.next];
  return shown?.kind === 'tool' && shown.id === id ? response : withBlock(response, { kind: 'tool', id });
}

function withBlock(response, block) {
  const blocks = response.blocks.slice();
  blocks[response.next] = block;
  return { ...response, blocks };
}
