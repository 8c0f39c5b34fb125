/**
 * Says what is the matter if HeadRoom's own code does not arrive, and fetches the page once more if a newer version has taken
 * its place on the server. A file of its own under a name that lasts, in an old language: it runs where nothing else does. What
 * it says stands in the page.
 */
(() => {
  /** @param {string} query */
  const find = (query) => document.querySelector(query);

  /** @param {string} id of a sentence @param {string} what it is about */
  const say = (id, what) => {
    const root = find('#root');
    const sentence = find(id);
    if (!root || !sentence) return addEventListener('DOMContentLoaded', () => say(id, what));
    root.textContent = '';
    root.appendChild(/** @type {HTMLTemplateElement} */ (sentence).content.cloneNode(true));
    for (const place of root.querySelectorAll('b')) place.textContent = what;
  };

  /** True when the page has been fetched once more already, by itself or by its reader: that did not help. */
  const isReload = performance
    .getEntriesByType('navigation')
    .some((entry) => 'type' in entry && entry.type === 'reload');

  let hasFailed = false;
  addEventListener(
    'error',
    ({ target, message }) => {
      // From the app's first picture on, the app says itself what is the matter.
      if (hasFailed || find('#root > *')) return;
      hasFailed = true;
      const { src, href } = /** @type {HTMLScriptElement & HTMLLinkElement} */ (target);
      const file = src || href;
      if (location.protocol === 'file:') say('#from-disk', '');
      else if (!file) say('#start-failed', message);
      else if (isReload) say('#file-missing', file.slice(new URL('.', document.baseURI).href.length));
      else location.reload();
    },
    true,
  );

  // A part of the page did not come when it was asked for. What is at stake is in the link, or the browser asks.
  addEventListener('vite:preloadError', () => {
    const scripts = [...document.querySelectorAll('script[type=module]')];
    if (isReload || location.hash.includes('longtext=')) return;
    fetch(location.pathname + location.search, { cache: 'no-store' })
      .then((response) => response.text())
      .then((page) => {
        // Not all of them are others in another version: what the parts share may have stayed as it was.
        const isOther = scripts.some((script) => !page.includes(String(script.getAttribute('src'))));
        if (page.includes('id="root"') && isOther) location.reload();
      })
      // Without a network nothing is known of another version, and what is here goes on working.
      .catch(() => {});
  });
})();
