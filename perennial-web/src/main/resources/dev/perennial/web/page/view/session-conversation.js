import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { api } from '../net/api.js';
import { newKey } from '../net/keys.js';
import { icons } from './icons.js';
import * as items from './items.js';
import { tellProblem, View } from './view.js';
import { capital, span } from './words.js';
import './response-view.js';

/** Items at the end that are made at once; earlier ones follow while nothing else is to do. */
const AT_ONCE = 20;
const MORE = 20;
const BY_THEMSELVES = 400;
const INTERRUPTED = { kind: 'result', outcome: 'interrupted', detail: '' };

/** The conversation: stays at its growing end, unless the reader went back in it. */
export class SessionConversation extends View {
  static properties = {
    store: { attribute: false },
    /** Whether the run that has no end is nobody's any more. */
    interrupted: { type: Boolean },
    shown: { state: true },
    atEnd: { state: true },
  };

  constructor() {
    super();
    this.interrupted = false;
    this.shown = AT_ONCE;
    this.atEnd = true;
  }

  #lastTop = 0;
  #touch = 0;
  #clock = 0;
  #grows = new ResizeObserver(() => this.#follow());

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#grows.disconnect();
    clearInterval(this.#clock);
  }

  willUpdate(changed) {
    if (changed.has('store')) {
      this.shown = AT_ONCE;
      this.atEnd = true;
    }
  }

  /** Whether somebody works on it. */
  get #running() {
    return this.store.state.running && !this.interrupted;
  }

  render() {
    const { state, caughtUp } = this.store;
    const from = Math.max(0, state.items.length - this.shown);
    return html`<div
        class="scroller ${this.interrupted ? 'interrupted' : ''}"
        tabindex="0"
        role="log"
        aria-label="Conversation"
        aria-live="off"
        @scroll=${this.#scrolled}
        @wheel=${this.#wheeled}
        @touchstart=${this.#touched}
        @touchmove=${this.#moved}
        @keydown=${this.#keyed}
      >
        <div class="items">
          ${from > 0 ? this.#earlier(from) : nothing}
          ${repeat(
            state.items.slice(from),
            item => item.key,
            (item, i) => this.#item(item, from + i === state.items.length - 1),
          )}
          ${state.queued.map(text => html`<div class="item">${items.waiting(text)}</div>`)}
          ${this.interrupted && caughtUp ? html`<div class="item">${this.#outcome(INTERRUPTED, true)}</div>` : this.#activity()}
        </div>
      </div>
      ${this.atEnd
        ? nothing
        : html`<button class="latest" @click=${this.toEnd}>${icons.down}${this.#running ? 'Follow' : 'To the end'}</button>`}
      <div class="hidden-text" aria-live="polite">${this.#said()}</div>`;
  }

  firstUpdated() {
    this.#grows.observe(this.querySelector('.items'));
    this.#grows.observe(this);
  }

  updated() {
    const { state, caughtUp } = this.store;
    if (caughtUp && this.shown < Math.min(state.items.length, BY_THEMSELVES)) {
      (window.requestIdleCallback ?? setTimeout)(() => (this.shown += MORE));
    }
    const ticks = this.#running;
    if (ticks && this.#clock === 0) {
      this.#clock = setInterval(() => this.requestUpdate(), 1_000);
    } else if (!ticks) {
      clearInterval(this.#clock);
      this.#clock = 0;
    }
  }

  /** Goes to the growing end, and stays there. */
  toEnd = () => {
    this.atEnd = true;
    this.#follow();
  };

  #item(item, last) {
    const current = last && !this.store.state.running;
    return guard([item, last, current], () => html`<div class="item ${last ? 'last' : ''}">${this.#content(item, current)}</div>`);
  }

  #content(item, current) {
    switch (item.kind) {
      case 'user':
        return items.said(item, this.store.id);
      case 'response':
        return html`<response-view
          .item=${item}
          .calls=${this.store.state.calls}
          .session=${this.store.id}
        ></response-view>`;
      case 'notice':
        return items.notice(item);
      case 'mark':
        return items.mark(item);
      case 'result':
        return this.#outcome(item, current);
    }
  }

  #outcome(item, current) {
    return items.outcome(item, current, { retry: this.#retry, settings: () => this.tell('open-settings') });
  }

  #earlier(count) {
    return html`<div class="earlier">
      <button class="quiet" @click=${() => (this.shown += 200)}>${count} earlier</button>
    </div>`;
  }

  /** What it does while nothing is being written. */
  #activity() {
    const { state } = this.store;
    if (!this.#running || state.asking !== '' || isWriting(state)) {
      return nothing;
    }
    return html`<div class="activity"><span class="spinner" aria-hidden="true"></span>${this.#doing(state)}</div>`;
  }

  #doing(state) {
    if (state.stopAsked) {
      return 'Stopping …';
    }
    if (state.wait) {
      const left = state.wait.until - Date.now();
      return html`<span>${capital(state.wait.text)}</span>
        ${left > 0 ? html`<time>${span(Math.ceil(left / 1000) * 1000)} left</time>` : nothing}`;
    }
    return state.phase === 'tools' ? 'Working …' : 'Waiting for the answer …';
  }

  /** For those who do not see the page. */
  #said() {
    const { state } = this.store;
    if (this.interrupted) {
      return 'Interrupted';
    }
    if (state.asking !== '') {
      return 'Permission is asked';
    }
    return state.running ? 'Working' : state.result ? 'Finished' : '';
  }

  #retry = async says => {
    try {
      const { id } = this.store;
      this.tell('row', await (says ? api.say(id, { text: says }, newKey()) : api.retry(id)));
    } catch (error) {
      tellProblem(this, error);
    }
  };

  #scrolled = event => {
    const { scrollTop, scrollHeight, clientHeight } = event.target;
    const left = scrollHeight - scrollTop - clientHeight;
    if (left < 4 || (left < 40 && scrollTop >= this.#lastTop)) {
      this.atEnd = true;
    } else if (scrollTop < this.#lastTop - 2) {
      this.atEnd = false;
    }
    this.#lastTop = scrollTop;
  };

  /** The reader goes back: what grows must not win before the page has scrolled. */
  #goBack(target) {
    const scroller = this.querySelector('.scroller');
    if (scroller.scrollTop > 0 && !target.closest('pre')?.scrollTop) {
      this.atEnd = false;
    }
  }

  #wheeled = event => event.deltaY < 0 && this.#goBack(event.target);

  #touched = event => {
    this.#touch = event.touches[0].clientY;
  };

  #moved = event => event.touches[0].clientY > this.#touch + 4 && this.#goBack(event.target);

  #keyed = event => {
    if (event.key === 'ArrowUp' || event.key === 'PageUp' || event.key === 'Home') {
      this.#goBack(event.target);
    }
  };

  #follow() {
    const scroller = this.querySelector('.scroller');
    if (this.atEnd && scroller) {
      scroller.scrollTop = scroller.scrollHeight;
      this.#lastTop = scroller.scrollTop;
    }
  }
}

function isWriting(state) {
  const last = state.items.findLast(item => item.kind === 'response');
  return last?.state === 'open' && last.blocks.length > 0 && !state.wait && !state.stopAsked;
}

customElements.define('session-conversation', SessionConversation);
