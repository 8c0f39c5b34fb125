import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

/** TensorFlow.js asks for the first where the browser has SIMD, else for the second. Threads are not used. */
const FILES = ['tfjs-backend-wasm-simd.wasm', 'tfjs-backend-wasm.wasm'];

/** Serves TensorFlow.js's WebAssembly files under `wasm/`, in development and from the build. */
export function wasmAssets(): Plugin {
  const folder = dirname(
    createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm'),
  );
  return {
    name: 'wasm-assets',
    configureServer(server) {
      server.middlewares.use(async (request, response, next) => {
        const name = FILES.find((file) => request.url?.split('?')[0]?.endsWith(`/wasm/${file}`));
        if (!name) return next();
        response.setHeader('Content-Type', 'application/wasm');
        response.end(await readFile(join(folder, name)));
      });
    },
    async generateBundle() {
      for (const name of FILES)
        this.emitFile({ type: 'asset', fileName: `wasm/${name}`, source: await readFile(join(folder, name)) });
    },
  };
}
