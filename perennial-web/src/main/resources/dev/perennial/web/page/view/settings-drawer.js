import { html, nothing } from 'lit';
import { api } from '../net/api.js';
import { forgetAllSaid } from '../store/said.js';
import { icons } from './icons.js';
import { chooseLetters, letters } from './letters.js';
import { chooseTheme, theme } from './theme.js';
import { settingGroups } from './setting-groups.js';
import { View } from './view.js';
import './key-entry.js';
import './setting-field.js';

/** Key, looks and settings: of this session, or of those that begin from now on. */
export class SettingsDrawer extends View {
  static properties = {
    session: {},
    status: { attribute: false },
    models: { attribute: false },
    settings: { state: true },
    problem: { state: true },
    theme: { state: true },
    letters: { state: true },
  };

  constructor() {
    super();
    this.settings = {};
    this.theme = theme();
    this.letters = letters();
  }

  render() {
    return html`<dialog aria-label="Settings" @click=${this.#outside}>
      <header>
        <h2>Settings</h2>
        <button class="quiet icon" aria-label="Close" @click=${() => this.#dialog.close()}>${icons.close}</button>
      </header>
      <section><h3>Key</h3><key-entry .status=${this.status}></key-entry></section>
      <section><h3>Appearance</h3>${this.#looks()}</section>
      <section><h3>Shortcuts of a single letter</h3>${this.#letters()}</section>
      ${this.problem ? html`<section><p class="problem" role="alert">${this.problem}</p></section>` : nothing}
      ${settingGroups(this.settings).map(({ name, settings }) => this.#group(name, settings))}
      ${this.status?.login_used ? this.#logout() : nothing}
    </dialog>`;
  }

  /** Shows the settings as they are now. */
  async open() {
    this.#dialog.showModal();
    try {
      this.settings = (await api.settings(this.session)).settings ?? {};
      this.problem = '';
    } catch (error) {
      this.problem = error.message;
    }
  }

  get #dialog() {
    return this.querySelector('dialog');
  }

  #looks() {
    return html`<div class="choices" role="group" aria-label="Appearance">
      ${['auto', 'light', 'dark'].map(
        choice => html`<button aria-pressed=${this.theme === choice} @click=${() => this.#look(choice)}>${LOOKS[choice]}</button>`,
      )}
    </div>`;
  }

  #letters() {
    return html`<div class="choices" role="group" aria-label="Shortcuts of a single letter">
      ${[true, false].map(
        on => html`<button aria-pressed=${this.letters === on} @click=${() => this.#takeLetters(on)}>${on ? 'On' : 'Off'}</button>`,
      )}
    </div>`;
  }

  #takeLetters(on) {
    chooseLetters(on);
    this.letters = on;
  }

  #look(choice) {
    chooseTheme(choice);
    this.theme = choice;
  }

  #group(name, all) {
    const model = this.models?.models?.find(({ id }) => id === this.settings.model?.value);
    return html`<details ?open=${name === 'Model'}>
      <summary>${icons.chevron}${name}</summary>
      ${all.map(
        setting => html`<setting-field
          .setting=${setting}
          .models=${this.models}
          .model=${model}
          .change=${value => this.#change(setting.key, value)}
        ></setting-field>`,
      )}
    </details>`;
  }

  #logout() {
    return html`<section><button @click=${this.#leave}>Log out</button></section>`;
  }

  #leave = async () => {
    try {
      await api.logout();
      forgetAllSaid();
      location.reload();
    } catch (error) {
      this.problem = error.message;
    }
  };

  async #change(key, value) {
    this.settings = (await api.set(this.session, { [key]: value })).settings;
  }

  #outside = event => {
    if (event.target === this.#dialog) {
      this.#dialog.close();
    }
  };
}

const LOOKS = { auto: 'As the system', light: 'Light', dark: 'Dark' };

customElements.define('settings-drawer', SettingsDrawer);
