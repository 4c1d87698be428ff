'use strict';
// The entry page leads on to the browser's language, and leaves nothing to go back to; pages are kept for later.
(() => {
  const entry = document.querySelector('[data-languages]');
  if (entry) {
    const languages = entry.dataset.languages.split(' ');
    const wanted = (navigator.languages || []).map(tag => languages.find(own => tag === own || tag.split('-')[0] === own));
    const first = wanted.find(Boolean);
    if (first) location.replace(`${first}/index.html`);
  }
  if ('serviceWorker' in navigator && location.protocol.startsWith('http')) {
    navigator.serviceWorker.register(new URL('../sw.js', document.currentScript.src)).catch(() => {});
  }
})();
