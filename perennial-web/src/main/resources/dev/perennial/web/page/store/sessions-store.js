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
  /** What the server answered last to who wanted to listen. */
  status = 200;

  start() {
    this.#feed?.close();
    this.status = 200;
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
  #connection = (connection, { status = this.status } = {}) => {
    this.connection = connection;
    this.status = status;
    this.#told = connection === 'live' ? new Map() : null;
    this.#changed();
  };

  #events = events => {
    for (const event of events) {
      const row = JSON.parse(event.data);
      const rows = this.#told ?? this.#rows;
      if (event.type === 'session') {
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

/** The id in a row of the list. */
export function idOf(row) {
  return row.id ?? row.session;
}
