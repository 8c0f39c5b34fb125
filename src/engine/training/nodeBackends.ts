import type { Backends } from './chooseBackend.ts';
import { startWasmInNode } from './nodeWasm.ts';

/** For tests: WebAssembly in Node, which stays open. */
export function nodeBackends(): Backends {
  return {
    async open() {
      await startWasmInNode();
      return { backend: 'wasm', renderer: 'WebAssembly SIMD', use: startWasmInNode, close() {} };
    },
    hasGpu: () => false,
  };
}
