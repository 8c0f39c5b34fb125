import type { Backend } from '../engine/Engine.ts';

/** Backends as captions and sentences name them. */
export const BACKEND_NAMES: Readonly<Record<Backend, string>> = {
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  cpu: 'JavaScript',
};
