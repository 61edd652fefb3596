import { html, nothing } from 'lit';
import { api } from './net/api.js';
import { logins } from './net/login.js';
import { forgetSaid } from './store/said.js';
import { SessionStore } from './store/session-store.js';
import { SessionsStore } from './store/sessions-store.js';
import { banners } from './view/banners.js';
import { Shortcuts } from './view/shortcuts.js';
import { showTheme } from './view/theme.js';
import { View } from './view/view.js';
import { honest } from './view/visible.js';
import './view/image-view.js';
import './view/login-view.js';
import './view/session-composer.js';
import './view/session-conversation.js';
import './view/session-exchanges.js';
import './view/session-header.js';
import './view/session-list.js';
import './view/settings-drawer.js';
import './view/shortcuts-help.js';
import './view/status-bar.js';
import './view/welcome-view.js';

/** From one look at the limits to the next. */
const LOOK = 3_000;

showTheme();

/** The page: which session is open, and what is around it. */
export class PerennialApp extends View {
  static properties = {
    session: { state: true },
    tab: { state: true },
    listOpen: { state: true },
    status: { state: true },
    limits: { state: true },
    models: { state: true },
    toast: { state: true },
  };

  constructor() {
    super();
    this.session = sessionInAddress(); // from the first: what is typed while the page still begins is typed there
    this.tab = 'conversation';
    /** @type {SessionStore | null} */
    this.store = null;
    this.sessions = new SessionsStore();
    this.#shortcuts = new Shortcuts(this);
  }

  #shortcuts;
  #looks = 0;
  #looking = false;
  #again = 0;
  #lastEnd = null;
  #toasts = 0;
  /** Whether the login, if there is one, let this page in before. */
  #wasIn = false;

  connectedCallback() {
    super.connectedCallback();
    addEventListener('hashchange', this.#route);
    logins.addEventListener('expired', this.#expired);
    this.sessions.addEventListener('change', this.#listChanged);
    this.#looks = setInterval(() => this.#look(), LOOK);
    this.#listen();
    void this.#begin();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#route);
    logins.removeEventListener('expired', this.#expired);
    clearInterval(this.#looks);
    this.#shortcuts.close();
    this.sessions.close();
    this.store?.close();
  }

  async #begin() {
    await this.refreshStatus();
    this.#showTitle();
    if (!this.status?.login_needed) {
      this.#wasIn = true;
      this.sessions.start();
      this.#close();
      this.#route();
      this.models = await api.models().catch(() => null);
      void this.#look();
    }
  }

  /** Several calls may notice it; the session is read anew when somebody logged in, perhaps in another tab. */
  #expired = async () => {
    if (this.status?.login_needed) {
      return;
    }
    await this.refreshStatus();
    this.#showTitle();
    if (!this.status?.login_needed) {
      clearTimeout(this.#again);
      this.#again = setTimeout(() => this.#begin(), LOOK);
    }
  };

  render() {
    if (this.status?.login_needed) {
      return html`<login-view .again=${this.#wasIn} @logged-in=${() => this.#begin()}></login-view>`;
    }
    return html`<a class="skip" href="#message" @click=${this.#skip}>To the message</a>
      ${this.#sidebar()}
      <main>
        <session-header .row=${this.row} .tab=${this.tab}></session-header>
        <div>${banners(this)}</div>
        ${this.#content()}
        <session-composer
          .session=${this.session}
          .running=${this.#running}
          .stopping=${this.store?.state.stopAsked ?? false}
        ></session-composer>
        <status-bar .store=${this.store} .row=${this.row} .status=${this.status} .limits=${this.limits} .models=${this.models}></status-bar>
      </main>
      <settings-drawer .session=${this.session} .status=${this.status} .models=${this.models}></settings-drawer>
      <shortcuts-help></shortcuts-help><image-view></image-view>
      ${this.toast ? html`<div class="toast" role="alert">${this.toast}</div>` : nothing}`;
  }

  /** The open session as it stands in the list. */
  get row() {
    return this.session ? (this.sessions.row(this.session) ?? { id: this.session, title: '' }) : null;
  }

  /** A run whose process is gone has no end in the journal. */
  get #interrupted() {
    return this.row?.state === 'interrupted' && (this.store?.state.running ?? false);
  }

  get #running() {
    return (this.store?.state.running ?? false) && !this.#interrupted;
  }

  #sidebar() {
    return html`${this.listOpen ? html`<div class="scrim" @click=${() => (this.listOpen = false)}></div>` : nothing}
      <aside class="sidebar ${this.listOpen ? 'open' : ''}">
        <session-list
          .rows=${this.sessions.rows()}
          .current=${this.session}
          .status=${this.status}
          .loaded=${this.sessions.loaded}
        ></session-list>
      </aside>`;
  }

  #content() {
    if (!this.store) {
      return this.session ? nothing : html`<welcome-view></welcome-view>`;
    }
    return this.tab === 'exchanges'
      ? html`<session-exchanges
          .session=${this.session}
          .version=${this.store.state.attempts.length + this.store.state.exchanged}
        ></session-exchanges>`
      : html`<session-conversation
          .store=${this.store}
          .tick=${this.store.state.seq}
          .interrupted=${this.#interrupted}
        ></session-conversation>`;
  }

  /** What components tell. */
  #listen() {
    const hear = (type, how) => this.addEventListener(type, event => how(event.detail));
    hear('choose', id => this.open(id));
    hear('chosen', () => (this.listOpen = false));
    hear('said', row => this.#said(row));
    hear('row', row => this.sessions.put(row));
    hear('gone', id => this.#gone(id));
    hear('answered', () => this.#focus());
    hear('rename', id => this.#rename(id));
    hear('choose-tab', tab => (this.tab = tab));
    hear('suggest', text => this.querySelector('session-composer').suggest(text));
    hear('enlarge', address => this.querySelector('image-view').open(address));
    hear('open-sessions', () => (this.listOpen = true));
    hear('open-settings', () => this.querySelector('settings-drawer').open());
    hear('open-shortcuts', () => this.querySelector('shortcuts-help').open());
    hear('key-changed', () => this.#keyChanged());
    hear('problem', text => this.#show(text));
  }

  /** Opens a session; '' for a new one. */
  open(id) {
    location.hash = id ? `#/${id}` : '#/';
    this.listOpen = false;
  }

  #route = () => {
    const id = sessionInAddress();
    if (id !== this.session || !this.store) {
      this.#close();
      this.tab = id === this.session ? this.tab : 'conversation';
      this.session = id;
      this.store = id ? new SessionStore(id) : null;
      this.store?.addEventListener('change', this.#changed);
      this.#showTitle();
      this.requestUpdate();
      void this.updateComplete.then(() => this.#focus());
    }
  };

  #close() {
    this.store?.close();
    this.store = null;
  }

  #focus() {
    if (!matchMedia('(pointer: coarse)').matches) {
      this.querySelector('session-composer')?.focusInput();
    }
  }

  #skip = event => {
    event.preventDefault();
    this.querySelector('session-composer').focusInput();
  };

  #changed = () => {
    this.#lookAtEnd();
    this.requestUpdate();
    this.querySelector('session-conversation')?.requestUpdate();
  };

  /** A run that failed may have shown what the key is worth. */
  #lookAtEnd() {
    const { caughtUp, state } = this.store ?? {};
    if (caughtUp && state.result !== this.#lastEnd) {
      this.#lastEnd = state.result;
      if (state.result && state.result.outcome !== 'complete') {
        void this.refreshStatus();
      }
    }
  }

  #listChanged = () => {
    this.requestUpdate();
    this.#showTitle();
  };

  #showTitle() {
    const title = this.status?.login_needed ? '' : honest(this.row?.title);
    document.title = title ? `${title} · Perennial` : 'Perennial';
  }

  #said(row) {
    this.sessions.put(row);
    if (!this.session) {
      this.open(row.id);
    }
    this.querySelector('session-conversation')?.toEnd();
  }

  #gone(id) {
    this.sessions.drop(id);
    forgetSaid(id);
    if (id === this.session) {
      this.open('');
    } else {
      this.#focus();
    }
  }

  async #rename(id) {
    this.open(id);
    await new Promise(resolve => setTimeout(resolve));
    await this.updateComplete;
    this.querySelector('session-header').renaming = true;
  }

  async #keyChanged() {
    await this.refreshStatus();
    this.models = await api.models().catch(() => this.models);
  }

  async refreshStatus() {
    this.status = await api.status().catch(() => this.status);
  }

  /** One look at a time: a server that does not answer gets no second question. */
  async #look() {
    if (this.#looking || document.visibilityState !== 'visible') {
      return;
    }
    this.#looking = true;
    if (this.status?.login_needed) {
      await this.#lookForLogin();
    } else {
      this.limits = await api.limits().catch(() => this.limits);
    }
    this.#looking = false;
  }

  /** Somebody may have logged in by another tab. */
  async #lookForLogin() {
    const status = await api.status().catch(() => this.status);
    if (!status?.login_needed) {
      await this.#begin();
    }
  }

  #show(text) {
    this.toast = text;
    clearTimeout(this.#toasts);
    this.#toasts = setTimeout(() => (this.toast = ''), 6_000);
  }
}

/** The session that the address names; '' for a new one. */
function sessionInAddress() {
  return /^#\/([\w-]+)$/.exec(location.hash)?.[1] ?? '';
}

customElements.define('perennial-app', PerennialApp);
