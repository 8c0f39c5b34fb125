// The package's build for Node registers itself and finds its .wasm files beside it.
import '@tensorflow/tfjs-backend-wasm';
// Registers the gradients: the core's build for Node has none.
import '@tensorflow/tfjs';
import * as tf from '@tensorflow/tfjs-core';

/** Makes WebAssembly the current backend in Node, where training runs. Throws where it does not start. */
export async function startWasmInNode(): Promise<void> {
  await tf.setBackend('wasm');
  if (tf.getBackend() !== 'wasm') throw new Error(`WebAssembly did not start; ${tf.getBackend()} would compute.`);
}
