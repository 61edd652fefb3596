/** Figures and times as people read them. */

const whole = new Intl.NumberFormat('en');
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });
const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hour12: false });
const day = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric' });

export const capital = text => text.charAt(0).toUpperCase() + text.slice(1);

export const number = n => whole.format(n);

export const compact = n => short.format(n).toLowerCase();

export const percent = part => `${Math.round(part * 100)} %`;

/** Dollars with as many digits as say something. */
export function dollars(sum) {
  const value = Number(sum);
  if (value === 0) {
    return '$0';
  }
  return value < 0.01 ? '< $0.01' : `$${value.toFixed(2)}`;
}

/** @param {number} ms */
export function span(ms) {
  if (ms < 950) {
    return `${Math.max(0, Math.round(ms))} ms`;
  }
  const seconds = ms / 1000;
  if (seconds < 60) {
    return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  }
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${Math.round(seconds % 60)} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** @param {string} iso */
export function moment(iso, now = new Date()) {
  const at = new Date(iso);
  return at.toDateString() === now.toDateString() ? clock.format(at) : day.format(at);
}

/** Which part of the list a session stands in. */
export function dayName(iso, now = new Date()) {
  const days = Math.round((startOfDay(now) - startOfDay(new Date(iso))) / 86_400_000);
  if (days <= 0) {
    return 'Today';
  }
  if (days === 1) {
    return 'Yesterday';
  }
  return days < 7 ? 'This week' : days < 31 ? 'This month' : 'Earlier';
}

function startOfDay(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate());
}
