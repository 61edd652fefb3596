import { html, nothing } from 'lit';
import { api } from '../net/api.js';
import { icons } from './icons.js';
import { View } from './view.js';

/** Asks for the token that was printed when the server started. */
export class LoginView extends View {
  static properties = {
    /** Whether somebody was in here. */
    again: { type: Boolean },
    problem: { state: true },
    busy: { state: true },
    left: { state: true },
  };

  #clock = 0;

  constructor() {
    super();
    this.again = false;
    this.problem = '';
    this.busy = false;
    /** Seconds for which wrong tokens are not looked at. */
    this.left = 0;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#clock);
  }

  render() {
    return html`<main>
      <form @submit=${this.#submit}>
        <h1>${icons.brand} Perennial</h1>
        <p class="about">${this.again ? 'The login is over. After the next one you are back where you were.' : 'Whoever knows the token may come in.'}</p>
        <label class="field">
          <span class="label">Token</span>
          <input
            type="password"
            name="token"
            autocomplete="current-password"
            spellcheck="false"
            required
            aria-invalid=${this.problem ? 'true' : 'false'}
            aria-describedby="login-help login-problem"
          />
        </label>
        <p id="login-problem" class="problem" role="alert">${this.problem}</p>
        ${this.left > 0 ? html`<p class="left" role="timer">${this.left} s left</p>` : nothing}
        <button class="primary" ?disabled=${this.busy}>${this.busy ? 'Looking …' : 'Log in'}</button>
        <p id="login-help" class="help">
          It was printed in the terminal when Perennial started for the first time.
          <code>./perennial serve --new-token</code> makes another.
        </p>
      </form>
    </main>`;
  }

  firstUpdated() {
    this.#input.focus();
  }

  get #input() {
    return this.querySelector('input');
  }

  #submit = async event => {
    event.preventDefault();
    if (this.busy) {
      return;
    }
    this.busy = true;
    this.problem = '';
    try {
      await api.login(this.#input.value.trim());
      this.tell('logged-in');
    } catch (error) {
      this.problem = error.message;
      this.#countDown(error.retryAfter ?? 0);
      this.#input.select();
    } finally {
      this.busy = false;
    }
  };

  /** The right token is let in meanwhile. */
  #countDown(seconds) {
    const until = Date.now() + seconds * 1000;
    clearInterval(this.#clock);
    this.left = seconds;
    if (seconds > 0) {
      this.#clock = setInterval(() => this.#tick(until), 1000);
    }
  }

  #tick(until) {
    this.left = Math.max(0, Math.ceil((until - Date.now()) / 1000));
    if (this.left === 0) {
      clearInterval(this.#clock);
      this.problem = '';
    }
  }
}

customElements.define('login-view', LoginView);
