/* A classic worker, because highlight.js comes as a classic script. */
onmessage = ({ data }) => {
  if (data.library) {
    importScripts(data.library);
    return;
  }
  const known = self.hljs?.getLanguage(data.language);
  const html = known ? self.hljs.highlight(data.code, { language: data.language, ignoreIllegals: true }).value : null;
  postMessage({ id: data.id, html });
};
