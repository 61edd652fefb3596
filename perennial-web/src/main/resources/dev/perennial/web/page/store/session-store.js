import { emptySession, fold, unreadable } from '../model/fold.js';
import { Speed } from '../model/speed.js';
import { EventFeed } from '../net/event-feed.js';
import { oncePerFrame } from './frames.js';

/**
 * One session as this page knows it: its events folded, and the connection they come by. Fires `change`, at most once per
 * animation frame.
 */
export class SessionStore extends EventTarget {
  /** @param {string} id */
  constructor(id) {
    super();
    this.id = id;
    this.state = emptySession();
    /** Whether all that is in the journal is here. */
    this.caughtUp = false;
    /** @type {import('../net/event-feed.js').FeedState} */
    this.connection = 'connecting';
    this.retryAt = 0;
    this.status = 200;
    this.speed = new Speed();
    this.#changed = oncePerFrame(() => this.dispatchEvent(new Event('change')));
    this.#feed = new EventFeed(`/api/sessions/${id}/events`, this.#events, this.#connection);
  }

  #changed;
  #feed;

  close() {
    this.#feed.close();
  }

  #events = events => {
    for (const event of events) {
      if (event.type === 'caught_up') {
        this.caughtUp = true;
      } else if (event.type === 'reset') {
        this.state = emptySession();
      } else {
        this.#fold(event);
      }
    }
    this.speed.received(this.state.received, performance.now(), this.caughtUp);
    this.#changed();
  };

  /** One event that cannot be understood keeps nobody from those behind it. */
  #fold(event) {
    try {
      fold(this.state, read(event));
    } catch (error) {
      console.error(`event ${event.id} (${event.type})`, error);
      unreadable(this.state);
    }
  }

  #connection = (connection, detail = {}) => {
    this.connection = connection;
    this.retryAt = detail.retryAt ?? 0;
    this.status = detail.status ?? this.status;
    this.#changed();
  };
}

function read(event) {
  const json = JSON.parse(event.data);
  return { ...json, type: json.type ?? event.type };
}
