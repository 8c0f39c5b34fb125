import { startWasmInNode } from '../trained/nodeWasm.ts';
import type { Backends } from './chooseBackend.ts';

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
