import { EventFeed } from '../net/event-feed.js';
import { oncePerFrame } from './frames.js';

/** The list of sessions, kept up to date by the server. Fires `change`. */
export class SessionsStore extends EventTarget {
  /** @type {Map<string, object>} */
  #rows = new Map();
  /** The list of this connection, until it is whole. @type {Map<string, object> | null} */
  #told = null;
  /** @type {object[] | null} */
  #sorted = null;
  #tellSoon = oncePerFrame(() => this.dispatchEvent(new Event('change')));
  #feed;
  /** Whether the list is known. */
  loaded = false;
  /** @type {import('../net/event-feed.js').FeedState} */
  connection = 'connecting';

  /** Begins, or begins again after another login. */
  start() {
    this.#feed?.close();
    this.#feed = new EventFeed('/api/sessions/events', this.#events, this.#connection);
  }

  close() {
    this.#feed?.close();
  }

  /** Rows, the one that was active last first. */
  rows() {
    this.#sorted ??= [...this.#rows.values()].sort((a, b) => (a.last_activity < b.last_activity ? 1 : -1));
    return this.#sorted;
  }

  /** @returns {object | undefined} */
  row(id) {
    return this.#rows.get(id);
  }

  #changed() {
    this.#sorted = null;
    this.#tellSoon();
  }

  /** What the server answered about one session. */
  put(row) {
    this.#rows.set(idOf(row), row);
    this.#changed();
  }

  drop(id) {
    this.#rows.delete(id);
    this.#changed();
  }

  /** Each connection tells the whole list first. */
  #connection = connection => {
    this.connection = connection;
    this.#told = connection === 'live' ? new Map() : null;
    this.#changed();
  };

  #events = events => {
    for (const event of events) {
      const row = readRow(event);
      const rows = this.#told ?? this.#rows;
      if (event.type === 'session' && idOf(row)) {
        rows.set(idOf(row), row);
      } else if (event.type === 'gone') {
        rows.delete(idOf(row));
      } else if (event.type === 'caught_up') {
        this.#rows = rows;
        this.#told = null;
        this.loaded = true;
      }
    }
    this.#changed();
  };
}

/** A row that cannot be read is one that nobody hears of; the others are. */
function readRow(event) {
  try {
    return JSON.parse(event.data);
  } catch (error) {
    console.error(`row ${event.data}`, error);
    return {};
  }
}

/** The id in a row of the list. */
export function idOf(row) {
  return row.id ?? row.session;
}
