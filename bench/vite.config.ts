import { fileURLToPath } from 'node:url';
import { mergeConfig } from 'vite';
import app from '../vite.config.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** The benchmark's own page: built as the app is built, never shipped. */
export default mergeConfig(app, {
  root: path('./page'),
  publicDir: path('../public'),
  build: { outDir: path('../.cache/bench'), emptyOutDir: true, sourcemap: false },
});
