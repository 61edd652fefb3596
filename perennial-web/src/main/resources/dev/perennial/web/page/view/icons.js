import { html, svg } from 'lit';

const paths = (...all) =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true">${all.map(d => svg`<path d=${d} />`)}</svg>`;

export const icons = {
  brand: html`<svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
    <path d="M3 8c3-3 6-3 9 0s6 3 9 0" /><path d="M3 16c3-3 6-3 9 0s6 3 9 0" />
  </svg>`,
  menu: paths('M4 7h16', 'M4 12h16', 'M4 17h16'),
  plus: paths('M12 5v14', 'M5 12h14'),
  send: paths('M12 19V5', 'M6 11l6-6 6 6'),
  stop: html`<svg viewBox="0 0 24 24" aria-hidden="true"><rect fill="currentColor" x="7" y="7" width="10" height="10" rx="1.5" /></svg>`,
  dots: paths('M5 12h.01', 'M12 12h.01', 'M19 12h.01'),
  pencil: paths('M4 20l1-4L16 5l3 3L8 19z'),
  bin: paths('M5 7h14', 'M9 7V4h6v3', 'M7 7l1 13h8l1-13'),
  download: paths('M12 4v11', 'M7 11l5 5 5-5', 'M5 20h14'),
  settings: paths('M4 7h9', 'M17 7h3', 'M4 17h3', 'M11 17h9', 'M15 5v4', 'M9 15v4'),
  close: paths('M6 6l12 12', 'M18 6L6 18'),
  chevron: paths('M9 6l6 6-6 6'),
  down: paths('M12 5v14', 'M6 13l6 6 6-6'),
  terminal: paths('M5 8l4 4-4 4', 'M12 17h7'),
  file: paths('M7 3h7l4 4v14H7z', 'M14 3v4h4'),
  tool: paths('M14 6a4 4 0 0 0 5 5L11 19a2.1 2.1 0 0 1-3-3l8-8'),
  warn: paths('M12 4l9 16H3z', 'M12 10v4', 'M12 17h.01'),
  info: paths('M12 11v6', 'M12 7h.01', 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0'),
  again: paths('M4 12a8 8 0 1 1 2.5 5.8', 'M4 20v-5h5'),
  key: paths('M14 10a4 4 0 1 1 0 .1', 'M10 12l-7 7v2h3v-2h2v-2l2.5-2.5'),
  question: paths('M9.5 9a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7', 'M12 17h.01', 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0'),
  offline: paths('M4 4l16 16', 'M5 12a10 10 0 0 1 4-2.4', 'M8.5 15.5a5 5 0 0 1 6-.5', 'M12 19h.01', 'M15 9.6a10 10 0 0 1 4 2.4'),
};
