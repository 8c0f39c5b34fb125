import '@tensorflow/tfjs-backend-wasm';
import { BackendWasm, init, resetWasmPath } from '@tensorflow/tfjs-backend-wasm/dist/backend_wasm';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm/dist/base';
import { env, findBackendFactory, registerBackend } from '@tensorflow/tfjs-core';

/** Registers TensorFlow.js's WebAssembly backend with its files in the folder `wasmPath`; resolves with its description. */
export async function registerWasm(wasmPath: string): Promise<string> {
  // Threads would need cross-origin isolation, and workers from blob URLs, which the page's policy forbids.
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  // A start that failed, for want of a file perhaps, would forbid another one.
  resetWasmPath();
  setWasmPaths(wasmPath);
  if (!findBackendFactory('wasm')) registerBackend('wasm', async () => new BackendWasm((await init()).wasm));
  return (await env().getAsync('WASM_HAS_SIMD_SUPPORT')) ? 'WebAssembly SIMD' : 'WebAssembly';
}
