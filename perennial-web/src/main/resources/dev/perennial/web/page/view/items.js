import { html, nothing } from 'lit';
import { icons } from './icons.js';
import { outcomeOf } from './outcomes.js';
import { thumbnail } from './thumbnail.js';
import { imageAddress } from './tool-call.js';

/** What the user said. */
export function said(item, session) {
  const images = item.images.map(image => imageAddress(session, image)).filter(Boolean);
  return html`<div class="said">${item.text}${images.map(address => thumbnail(address, 'Attached image'))}</div>`;
}

/** What the user said and the model has not heard yet. */
export function waiting(text) {
  return html`<div class="said waits">${text}</div>
    <p class="beneath">Waits until the model can hear it</p>`;
}

export function mark(item) {
  return html`<p class="mark">${item.text}</p>`;
}

export function notice(item) {
  return html`<p class="notice">${icons.info}<span>${item.text}</span></p>`;
}

/** How a run ended that did not come to a whole answer; ways out only while it is the last. */
export function outcome(item, current, ways) {
  const about = outcomeOf(item.outcome);
  return html`<div class="outcome ${about.calm ? 'calm' : ''}" role=${current ? 'alert' : nothing}>
    ${about.calm ? icons.stop : icons.warn}
    <strong>${about.title}</strong>
    <p>${about.calm ? about.advice : html`${item.detail} ${item.detail ? html`<br />` : nothing}${about.advice}`}</p>
    ${current
      ? html`<div class="ways">
          ${about.settings ? html`<button @click=${ways.settings}>Settings</button>` : nothing}
          ${about.retry
            ? html`<button class=${about.calm ? '' : 'primary'} @click=${() => ways.retry(about.says)}>${about.word ?? 'Retry'}</button>`
            : nothing}
        </div>`
      : nothing}
  </div>`;
}
