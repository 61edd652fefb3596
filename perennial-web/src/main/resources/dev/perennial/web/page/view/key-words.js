/** What is known of the key, in a few words. */
export function keyWords(status) {
  const key = status?.key;
  if (!key) {
    return 'Key unknown';
  }
  const from = { environment: 'environment', file: 'file', page: 'this page' }[key.from];
  return {
    none: 'No key',
    unchecked: `Key from ${from}`,
    valid: `Key valid · ${from}`,
    invalid: `Key refused · ${from}`,
  }[key.state];
}
