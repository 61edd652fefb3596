/** What a tool is called on the page. @param {string} name as the model calls it */
export function toolName(name) {
  return name.startsWith('str_replace_') ? 'editor' : name;
}
