/**
 * Reads server-sent events (WHATWG HTML, "Interpreting an event stream") from text that arrives in pieces.
 *
 * @typedef {{id: string, type: string, data: string}} ServerEvent
 */
export class SseReader {
  /** The line that has no end yet. */
  #rest = '';
  #held = '';
  #data = [];
  #type = '';
  #id = '';

  /** @param {string} text the next piece @returns {ServerEvent[]} events that are whole now */
  add(text) {
    const events = [];
    // A carriage return at the very end may be half of a line end.
    const held = text.endsWith('\r') ? 1 : 0;
    const whole = this.#held + text.slice(0, text.length - held);
    this.#held = held ? '\r' : '';
    const lines = (whole.includes('\r') ? whole.replace(/\r\n?/g, '\n') : whole).split('\n');
    lines[0] = this.#rest.concat(lines[0]);
    this.#rest = lines.pop();
    lines.forEach(line => this.#line(line, events));
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
