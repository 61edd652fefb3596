import { html, nothing } from 'lit';
import { choicesOf } from './setting-groups.js';
import { View } from './view.js';
import { capital } from './words.js';

/** One setting: what it is, where its value comes from, and another value for it. */
export class SettingField extends View {
  static properties = {
    setting: { attribute: false },
    models: { attribute: false },
    /** The one that is asked, as the server lists it. */
    model: { attribute: false },
    /** Changes it; null for what it is by itself. */
    change: { attribute: false },
    problem: { state: true },
  };

  render() {
    const { setting } = this;
    return html`<label class="field" title=${setting.fixed ? sentence(setting.fixed) : nothing}>
      <span class="label">
        ${setting.label}
        <span class="from">${setting.origin === 'default' ? '' : setting.origin}</span>
      </span>
      ${this.#input(setting)}
      ${this.problem ? html`<span class="problem" role="alert">${this.problem}</span>` : nothing}
      ${setting.description ? html`<span class="help">${sentence(setting.description)}</span>` : nothing}
      ${setting.fixed ? html`<span class="help">${sentence(setting.fixed)}</span>` : nothing}
    </label>`;
  }

  #input(setting) {
    const choices = this.#choices(setting);
    const changed = event => this.#set(event.target.value.trim());
    if (choices) {
      return this.#select(setting, choices);
    }
    const fixed = Boolean(setting.fixed);
    return setting.lines
      ? html`<textarea rows="2" ?disabled=${fixed} .value=${textOf(setting.value)} @change=${changed}></textarea>`
      : html`<input placeholder=${setting.default ?? ''} ?disabled=${fixed} .value=${textOf(setting.value)} @change=${changed} />`;
  }

  #select(setting, choices) {
    const value = textOf(setting.value);
    return html`<select ?disabled=${Boolean(setting.fixed)} @change=${event => this.#set(event.target.value)}>
      <option value="" ?selected=${value === ''}>${setting.default ? `default: ${setting.default}` : 'default'}</option>
      ${[...new Set([...choices, value])].filter(Boolean).map(
        choice => html`<option value=${choice} ?selected=${choice === value}>${this.#name(setting, choice)}</option>`,
      )}
    </select>`;
  }

  #choices(setting) {
    const models = setting.key === 'model' ? this.models?.models?.map(({ id }) => id) : null;
    return models ?? choicesOf(setting, this.model);
  }

  #name(setting, choice) {
    const model = setting.key === 'model' && this.models?.models?.find(({ id }) => id === choice);
    return model?.name ?? choice;
  }

  #valueOf(text) {
    if (text === '') {
      return null;
    }
    return Array.isArray(this.setting.value) ? text.split('\n').map(line => line.trim()).filter(Boolean) : text;
  }

  async #set(value) {
    this.problem = '';
    try {
      await this.change(this.#valueOf(value));
    } catch (error) {
      this.problem = error.message;
    }
  }
}

function sentence(text) {
  return `${capital(text)}.`;
}

/** Lists have an entry a line. */
function textOf(value) {
  return Array.isArray(value) ? value.join('\n') : String(value ?? '');
}

customElements.define('setting-field', SettingField);
