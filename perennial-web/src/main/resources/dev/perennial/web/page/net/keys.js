/** A key that nobody else makes. `crypto.randomUUID` is missing where the page came over plain http from another machine. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}
