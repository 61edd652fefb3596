import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { api, exportAddress } from '../net/api.js';
import { icons } from './icons.js';
import { keyWords } from './key-words.js';
import { tellProblem, View } from './view.js';
import { honest } from './visible.js';
import { dayName, dollars, moment } from './words.js';

const STATES = {
  running: 'working',
  asks: 'asks for permission',
  idle: '',
  failed: 'not finished',
  interrupted: 'interrupted',
};

/** The sessions, by day, with search; and what can be done with each. */
export class SessionList extends View {
  static properties = {
    rows: { attribute: false },
    current: {},
    status: { attribute: false },
    loaded: { type: Boolean },
    search: { state: true },
    menu: { state: true },
  };

  constructor() {
    super();
    this.search = '';
    this.menu = null;
  }

  render() {
    const rows = this.#found();
    return html`<div class="brand">
        ${icons.brand}<span>Perennial</span>
        <button class="quiet icon" aria-label="New session" title="New session ( n )" @click=${() => this.tell('choose', '')}>
          ${icons.plus}
        </button>
      </div>
      <div class="find">
        <input
          type="search"
          aria-label="Search sessions"
          placeholder="Search sessions"
          .value=${this.search}
          @input=${event => (this.search = event.target.value)}
          @keydown=${this.#keyed}
        />
      </div>
      <nav class="rows" aria-label="Sessions">
        ${days(rows).map(([name, ofDay]) => this.#day(name, ofDay))}
        ${rows.length === 0 && this.loaded
          ? html`<h2>${this.search ? 'Nothing found' : 'No sessions yet'}</h2>`
          : nothing}
      </nav>
      <div class="foot">${this.#key()}${this.#help()}</div>
      ${this.menu ? this.#menu() : nothing}`;
  }

  /** Takes the keyboard. */
  focusSearch() {
    this.querySelector('input').focus();
  }

  #found() {
    const words = this.search.toLowerCase().split(/\s+/).filter(Boolean);
    return this.rows.filter(row => {
      const text = `${row.title} ${row.state} ${STATES[row.state]} ${row.model} ${row.id}`.toLowerCase();
      return words.every(word => text.includes(word));
    });
  }

  #day(name, rows) {
    return html`<h2>${name}</h2>
      <ul class="plain">
        ${repeat(
          rows,
          row => row.id,
          row => this.#row(row),
        )}
      </ul>`;
  }

  #row(row) {
    const open = this.menu?.row.id === row.id;
    return html`<li aria-current=${row.id === this.current}>
      <a class="row" href="#/${row.id}" @click=${() => this.tell('chosen')}>
        <span class="dot ${row.state}" title=${STATES[row.state]}></span>
        <span class="title">${nameOf(row)}</span>
        <span class="about">${about(row)}</span>
      </a>
      <button
        class="quiet icon more"
        aria-label="More about ${nameOf(row)}"
        aria-haspopup="menu"
        aria-expanded=${open}
        @click=${event => this.#openMenu(row, event.currentTarget)}
      >
        ${icons.dots}
      </button>
    </li>`;
  }

  #openMenu(row, button) {
    const { right, bottom } = button.getBoundingClientRect();
    const open = this.menu?.row.id === row.id;
    this.menu = open ? null : { row, button, right, bottom: Math.min(bottom, innerHeight - 240), sure: false };
  }

  #menu() {
    const { row, sure } = this.menu;
    return html`<div class="menu" role="menu" @keydown=${this.#menuKeyed} @focusout=${this.#left}>
      <button role="menuitem" @click=${() => this.#rename(row)}>${icons.pencil}Rename</button>
      ${['md', 'html', 'jsonl'].map(
        format => html`<a role="menuitem" href=${exportAddress(row.id, format)} download>
          ${icons.download}Export as ${NAMES[format]}
        </a>`,
      )}
      <button role="menuitem" class="danger" @click=${() => this.#delete(row)}>
        ${icons.bin}${sure ? 'Delete for good?' : 'Delete'}
      </button>
    </div>`;
  }

  updated(changed) {
    if (changed.has('menu') && this.menu && !changed.get('menu')) {
      const menu = this.querySelector('.menu');
      menu.style.left = `${Math.max(8, this.menu.right - menu.offsetWidth)}px`;
      menu.style.top = `${this.menu.bottom + 4}px`;
      menu.querySelector('button').focus();
    }
  }

  #left = event => {
    const to = event.relatedTarget;
    if (!event.currentTarget.contains(to) && !to?.matches('.more')) {
      this.menu = null;
    }
  };

  #menuKeyed = event => {
    const entries = [...event.currentTarget.children];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape') {
      event.preventDefault();
      this.menu.button.focus();
      this.menu = null;
    } else if (step) {
      event.preventDefault();
      entries.at((entries.indexOf(document.activeElement) + step) % entries.length).focus();
    }
  };

  async #rename(row) {
    this.menu = null;
    this.tell('rename', row.id);
  }

  async #delete(row) {
    if (!this.menu.sure) {
      this.menu = { ...this.menu, sure: true };
      return;
    }
    this.menu = null;
    try {
      await api.remove(row.id);
      this.tell('gone', row.id);
    } catch (error) {
      tellProblem(this, error);
    }
  }

  #keyed = event => {
    if (event.isComposing) {
      return;
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      this.search = '';
      event.target.blur();
    } else if (event.key === 'ArrowDown') {
      this.querySelector('a.row')?.focus();
    }
  };

  #key() {
    const text = keyWords(this.status);
    return html`<button class="quiet key" @click=${() => this.tell('open-settings')}>${icons.key}${text}</button>`;
  }

  #help() {
    return html`<button class="quiet icon" aria-label="Shortcuts" title="Shortcuts ( ? )" @click=${() => this.tell('open-shortcuts')}>
      ${icons.question}
    </button>`;
  }
}

const NAMES = { md: 'Markdown', html: 'HTML', jsonl: 'JSON lines' };

function nameOf(row) {
  return honest(row.title) || 'Untitled';
}

function about(row) {
  const state = STATES[row.state];
  const cost = Number(row.cost_usd) > 0 ? dollars(row.cost_usd) : '';
  return [moment(row.last_activity), state, cost, row.simulated ? 'simulated' : ''].filter(Boolean).join(' · ');
}

function days(rows) {
  const all = new Map();
  for (const row of rows) {
    const name = dayName(row.last_activity);
    if (!all.has(name)) {
      all.set(name, []);
    }
    all.get(name).push(row);
  }
  return [...all];
}

customElements.define('session-list', SessionList);
