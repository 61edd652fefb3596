import { html, nothing } from 'lit';
import { icons } from './icons.js';

/** What one must know before trusting what is shown. @param {import('../app.js').PerennialApp} app */
export function banners(app) {
  return [offline(app), gone(app), simulated(app), refusedKey(app)];
}

function offline(app) {
  const { connection } = app.store ?? app.sessions;
  return connection === 'offline' || app.sessions.connection === 'offline'
    ? html`<div class="banner offline" role="status">
        ${icons.offline}<span>Not connected. The work goes on; what happens meanwhile is shown when the connection is back.</span>
      </div>`
    : nothing;
}

function gone(app) {
  const { store } = app;
  return store && (store.state.deleted || store.status === 404)
    ? html`<div class="banner offline" role="status">
        ${icons.warn}<span>${store.state.deleted ? 'This session was deleted.' : 'There is no such session.'}</span>
        <button @click=${() => app.open('')}>New session</button>
      </div>`
    : nothing;
}

function simulated(app) {
  const session = app.store?.state;
  const isSimulated = session?.session ? session.simulated : app.status?.simulated;
  const needsKey = app.status?.key?.state === 'none';
  return isSimulated
    ? html`<div class="banner" role="note">
        ${icons.info}<span><strong>Simulated.</strong> A built-in stand-in answers, not a model; nothing is billed.</span>
        ${needsKey ? html`<button @click=${() => app.tell('open-settings')}>Enter a key</button>` : nothing}
      </div>`
    : nothing;
}

function refusedKey(app) {
  return app.status?.key?.state === 'invalid'
    ? html`<div class="banner offline" role="alert">
        ${icons.key}<span>The API refuses the key.</span>
        <button @click=${() => app.tell('open-settings')}>Enter another</button>
      </div>`
    : nothing;
}
