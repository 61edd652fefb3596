import { loginExpired } from './login.js';
import { SseReader } from './sse.js';

const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 8_000;
/** The server sends a comment every 15 s; after this long without a byte the connection is dead. */
const SILENCE = 40_000;
/** A page that nobody sees gives its connection back after this long: browsers have six for all tabs together. */
const UNSEEN = 5_000;

/**
 * Events of one address for as long as it is open and the page is seen: reads, and after whatever breaks the connection goes on
 * behind the last event that arrived.
 *
 * @typedef {'connecting' | 'live' | 'offline' | 'closed'} FeedState
 */
export class EventFeed {
  #url;
  #onEvents;
  #onState;
  #last = '';
  #failures = 0;
  #closed = false;
  #unseen = 0;
  #rests = false;
  #request = null;
  #wake = null;

  /**
   * @param {string} url
   * @param {(events: import('./sse.js').ServerEvent[]) => void} onEvents hears events in batches, in order, each once
   * @param {(state: FeedState, detail?: {status?: number, retryAt?: number}) => void} onState
   */
  constructor(url, onEvents, onState) {
    this.#url = url;
    this.#onEvents = onEvents;
    this.#onState = onState;
    this.#run();
    this.#seen();
    addEventListener('online', this.#hurry);
    addEventListener('offline', this.#drop);
    document.addEventListener('visibilitychange', this.#seen);
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#unseen);
    this.#request?.abort();
    this.#hurry();
    removeEventListener('online', this.#hurry);
    removeEventListener('offline', this.#drop);
    document.removeEventListener('visibilitychange', this.#seen);
  }

  async #run() {
    this.#onState('connecting');
    while (!this.#closed) {
      if (this.#rests) {
        await this.#woken();
        continue;
      }
      const over = await this.#connection();
      if (over || this.#closed) {
        break;
      }
      await this.#pause();
    }
    this.#onState('closed');
  }

  /** @returns whether there is nothing to come back for */
  async #connection() {
    this.#request = new AbortController();
    const watch = this.#watch();
    try {
      const answer = await fetch(this.#url, {
        headers: { Accept: 'text/event-stream', ...(this.#last && { 'Last-Event-ID': this.#last }) },
        cache: 'no-store',
        signal: this.#request.signal,
      });
      if (!answer.ok) {
        this.#onState('offline', { status: answer.status });
        if (answer.status === 401) {
          loginExpired();
        }
        return [401, 403, 404, 410].includes(answer.status);
      }
      this.#onState('live');
      this.#failures = 0;
      await this.#read(answer.body, watch);
    } catch {
      // Cut, refused or offline: the pause tells, and then it is tried again.
    } finally {
      watch.stop();
    }
    return false;
  }

  async #read(body, watch) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    const events = new SseReader();
    for (;;) {
      const { value, done } = await reader.read();
      if (done) {
        return;
      }
      watch.heard();
      const batch = events.add(value);
      if (batch.length > 0) {
        this.#onEvents(batch);
        this.#last = batch.findLast(event => event.id !== '')?.id ?? this.#last;
      }
    }
  }

  #watch() {
    const request = this.#request;
    let last = Date.now();
    const timer = setInterval(() => Date.now() - last > SILENCE && request.abort(), SILENCE / 8);
    return { heard: () => (last = Date.now()), stop: () => clearInterval(timer) };
  }

  async #pause() {
    if (this.#rests) {
      return;
    }
    const most = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.#failures++);
    const pause = most / 2 + (Math.random() * most) / 2;
    this.#onState('offline', { retryAt: Date.now() + pause });
    await this.#woken(pause);
  }

  /** Waits until it may go on. @param {number} atMost in milliseconds */
  async #woken(atMost = Infinity) {
    await new Promise(resolve => {
      const timer = atMost < Infinity ? setTimeout(resolve, atMost) : 0;
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = null;
  }

  /** The way is open again: do not wait longer. */
  #hurry = () => {
    this.#failures = 0;
    this.#wake?.();
  };

  #drop = () => this.#request?.abort();

  #seen = () => {
    clearTimeout(this.#unseen);
    if (document.visibilityState === 'visible') {
      this.#rests = false;
      this.#hurry();
    } else {
      this.#unseen = setTimeout(() => this.#rest(), UNSEEN);
    }
  };

  #rest() {
    this.#rests = true;
    this.#request?.abort();
  }
}
