import { readFile } from 'node:fs/promises';
import { minify, type Plugin } from 'vite';

const SOURCE = 'src/loading.js';
const PATH = new URL(`../${SOURCE}`, import.meta.url);
const NAME = 'loading.js';

/**
 * Puts the script that says why nothing loads beside the built page, under a name without a hash: an old page still finds it
 * when everything else that it names has gone. The sources' page, opened from disk, finds it in `src`.
 */
export function loadingScript(): Plugin {
  return {
    name: 'headroom:loading-script',
    apply: 'build',
    transformIndexHtml: { order: 'post', handler: (html) => html.replace(`./${SOURCE}`, `./${NAME}`) },
    async generateBundle() {
      // Browsers that know no module run it, too.
      const { code } = await minify(NAME, await readFile(PATH, 'utf8'), { compress: { target: 'es2017' } });
      this.emitFile({ type: 'asset', fileName: NAME, source: code });
    },
  };
}
