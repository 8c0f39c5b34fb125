import type { Plugin } from 'vite';

const METHOD = 'populateURLFlags() {';

/**
 * Keeps TensorFlow.js from reading the page's address. By `?tfjsflags=…` a link would set its flags on the page's own
 * thread, half floats among them, and any `%` in a query that does not decode would keep it from loading. A worker's address is
 * its script's.
 */
export function noUrlFlags(): Plugin {
  return {
    name: 'headroom:no-url-flags',
    apply: 'build',
    transform(code, id) {
      if (!id.endsWith('/tfjs-core/dist/environment.js')) return undefined;
      if (!code.includes(METHOD))
        this.error(`TensorFlow.js has no "${METHOD}" any more: see how it reads the address.`);
      return { code: code.replace(METHOD, `${METHOD} return;`), map: null };
    },
  };
}
