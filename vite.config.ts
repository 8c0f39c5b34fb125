import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { checkedCatalog } from './vite-plugins/checkedCatalog.ts';
import { contentSecurityPolicy } from './vite-plugins/contentSecurityPolicy.ts';
import { katexFonts } from './vite-plugins/katexFonts.ts';
import { licenses } from './vite-plugins/licenses.ts';
import { loadingScript } from './vite-plugins/loadingScript.ts';
import { noUrlFlags } from './vite-plugins/noUrlFlags.ts';
import { usedColorScales } from './vite-plugins/usedColorScales.ts';
import { wasmAssets } from './vite-plugins/wasmAssets.ts';

/** All that is needed at once comes as one file: dozens of small ones take a tenth more bytes, and a round trip each level. */
const ONE_FILE_FIRST = { output: { codeSplitting: { groups: [{ name: 'index', tags: ['$initial' as const] }] } } };
const { forPage, forWorkers } = licenses();

export default defineConfig({
  // Relative URLs: the build works under any sub-path, GitHub Pages included.
  base: './',
  plugins: [
    react(),
    checkedCatalog(),
    contentSecurityPolicy(),
    katexFonts(),
    loadingScript(),
    noUrlFlags(),
    usedColorScales(),
    wasmAssets(),
    forPage,
  ],
  worker: { format: 'es', plugins: () => [forWorkers], rolldownOptions: ONE_FILE_FIRST },
  build: {
    target: 'es2023',
    sourcemap: true,
    rolldownOptions: ONE_FILE_FIRST,
    chunkSizeWarningLimit: 1200,
    // Fonts and icons stay files: the policy allows no data: fonts.
    assetsInlineLimit: 0,
  },
  // Builds for tests and benches lie there.
  server: { watch: { ignored: ['**/.cache/**'] } },
  preview: { host: '127.0.0.1' },
});
