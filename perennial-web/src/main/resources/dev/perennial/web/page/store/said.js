import { lasting, ofThisTab } from './kept.js';

const SAID = 'perennial.said';
const DRAFT = 'perennial.draft.';
const REMEMBERED = 50;

/** What was said before, the latest last. @returns {{session: string, text: string}[]} */
const all = () => lasting.read(SAID, []).filter(({ text }) => text);

/** @returns {string[]} texts that were said before, the latest last */
export const saidBefore = () => all().map(({ text }) => text);

export function remember(session, text) {
  const others = all().filter(said => said.text !== text);
  lasting.write(SAID, [...others, { session, text }].slice(-REMEMBERED));
}

/** What is written and not yet sent. @param {string} session '' for one that is not begun */
export const draftOf = session => ofThisTab.read(DRAFT + session, '');

export function keepDraft(session, text) {
  ofThisTab.write(DRAFT + session, text);
}

/** The session is gone, and with it what was said there. */
export function forgetSaid(session) {
  lasting.write(SAID, all().filter(said => said.session !== session));
  ofThisTab.forget(DRAFT + session);
}

/** Nobody is to find here what somebody else said. */
export function forgetAllSaid() {
  lasting.forget(SAID);
  ofThisTab.forget(DRAFT);
}
