import { html, nothing } from 'lit';
import { View } from './view.js';

const ORIGINS = { default: '', file: 'from perennial.toml', environment: 'from the environment', flag: 'from the command line' };

/** One setting: what it is, where its value comes from, and another value for it. */
export class SettingField extends View {
  static properties = {
    setting: { attribute: false },
    models: { attribute: false },
    /** Changes it; null for what it is by itself. */
    change: { attribute: false },
    problem: { state: true },
  };

  render() {
    const { setting } = this;
    return html`<label class="field">
      <span class="label">
        ${setting.label ?? setting.key.replaceAll(/[-_.]/g, ' ')}
        <span class="from">${ORIGINS[setting.origin] ?? setting.origin ?? ''}</span>
      </span>
      ${this.#input(setting)}
      ${this.problem ? html`<span class="problem" role="alert">${this.problem}</span>` : nothing}
      ${setting.help ? html`<span class="help">${setting.help}</span>` : nothing}
    </label>`;
  }

  #input(setting) {
    const value = setting.value ?? '';
    const choices = this.#choices(setting);
    if (choices) {
      return html`<select ?disabled=${setting.fixed} @change=${event => this.#set(event.target.value)}>
        ${choices.some(({ id }) => id === String(value)) ? nothing : html`<option value="" selected>${value || 'default'}</option>`}
        ${choices.map(({ id, name }) => html`<option value=${id} ?selected=${id === String(value)}>${name}</option>`)}
      </select>`;
    }
    const changed = event => this.#set(event.target.value.trim());
    return setting.type === 'text' && setting.lines
      ? html`<textarea rows="3" ?disabled=${setting.fixed} .value=${String(value)} @change=${changed}></textarea>`
      : html`<input
          placeholder=${setting.default ?? ''}
          ?disabled=${setting.fixed}
          .value=${String(value)}
          @change=${changed}
        />`;
  }

  #choices(setting) {
    if (setting.key === 'model' && this.models?.models) {
      return this.models.models.map(({ id, name }) => ({ id, name: name ?? id }));
    }
    return setting.choices?.map(id => ({ id: String(id), name: String(id) }));
  }

  async #set(value) {
    this.problem = '';
    try {
      await this.change(value === '' ? null : value);
    } catch (error) {
      this.problem = error.message;
    }
  }
}

customElements.define('setting-field', SettingField);
