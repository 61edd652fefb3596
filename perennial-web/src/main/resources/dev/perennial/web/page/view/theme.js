import { lasting } from '../store/kept.js';

const KEPT = 'perennial.theme';

/** @returns {'auto' | 'light' | 'dark'} */
export function theme() {
  return lasting.read(KEPT, 'auto');
}

/** @param {'auto' | 'light' | 'dark'} choice */
export function chooseTheme(choice) {
  lasting.write(KEPT, choice);
  showTheme();
}

/** Shows the page as was chosen, else as the system is. */
export function showTheme() {
  const choice = theme();
  if (choice === 'auto') {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = choice;
  }
}
