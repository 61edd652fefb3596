/** Hears of the login that is over, whoever noticed it. */
export const logins = new EventTarget();

/** The server asks for a login where it let this page in before. */
export function loginExpired() {
  logins.dispatchEvent(new Event('expired'));
}
