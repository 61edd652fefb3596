import { html, nothing } from 'lit';
import { api } from '../net/api.js';
import { icons } from './icons.js';
import { View } from './view.js';

/** Asks for the token that was printed when the server started. */
export class LoginView extends View {
  static properties = { problem: { state: true }, busy: { state: true } };

  render() {
    return html`<form @submit=${this.#submit}>
      <h2>${icons.brand} Perennial</h2>
      <label class="field">
        <span class="label">Token</span>
        <input type="password" name="token" autocomplete="current-password" required autofocus />
        <span class="help">It was printed in the terminal when Perennial started for the first time.</span>
      </label>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <button class="primary" ?disabled=${this.busy}>Log in</button>
    </form>`;
  }

  #submit = async event => {
    event.preventDefault();
    this.busy = true;
    this.problem = '';
    try {
      await api.login(this.querySelector('input').value);
      this.tell('logged-in');
    } catch (error) {
      this.problem = error.message;
    } finally {
      this.busy = false;
    }
  };
}

customElements.define('login-view', LoginView);
