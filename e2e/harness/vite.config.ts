import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { wasmAssets } from '../../vite-plugins/wasmAssets.ts';

/** The engine alone on a page that tests drive; never part of what ships. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [wasmAssets()],
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    // Where to: serve.ts.
    emptyOutDir: true,
    chunkSizeWarningLimit: 2000,
  },
});
