/**
 * Reads server-sent events (WHATWG HTML, "Interpreting an event stream") from text that arrives in pieces.
 *
 * @typedef {{id: string, type: string, data: string}} ServerEvent
 */
export class SseReader {
  #rest = '';
  #data = [];
  #type = '';
  #id = '';

  /** @param {string} text the next piece @returns {ServerEvent[]} events that are whole now */
  add(text) {
    const events = [];
    const all = this.#rest + text;
    let from = 0;
    for (;;) {
      const end = lineEnd(all, from);
      if (end < 0) {
        break;
      }
      this.#line(all.slice(from, end), events);
      from = all[end] === '\r' && all[end + 1] === '\n' ? end + 2 : end + 1;
    }
    this.#rest = all.slice(from);
    return events;
  }

  #line(line, events) {
    if (line === '') {
      this.#dispatch(events);
      return;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    switch (field) {
      case 'data':
        this.#data.push(value);
        break;
      case 'event':
        this.#type = value;
        break;
      case 'id':
        this.#id = value;
        break;
      default: // comments, retry and what others invent
    }
  }

  #dispatch(events) {
    if (this.#data.length > 0) {
      events.push({ id: this.#id, type: this.#type || 'message', data: this.#data.join('\n') });
    }
    this.#data = [];
    this.#type = '';
    this.#id = '';
  }
}

/** A carriage return at the very end may be half of a line end. */
function lineEnd(text, from) {
  for (let i = from; i < text.length; i++) {
    const c = text[i];
    if (c === '\n' || (c === '\r' && i + 1 < text.length)) {
      return i;
    }
  }
  return -1;
}
