import { lasting } from '../store/kept.js';

const KEPT = 'perennial.letters';

/** Whether a letter by itself is a shortcut: who speaks to the computer writes letters without meaning them (WCAG 2.1.4). */
export const letters = () => lasting.read(KEPT, true);

/** @param {boolean} on */
export const chooseLetters = on => lasting.write(KEPT, on);
