import { getBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core';
// Registers the gradients of all operations, which only this worker needs. After the core, whose flags it asks.
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { hasGpu } from '../backend/hasGpu.ts';
import type { Backend } from '../Engine.ts';
import type { Backends, OpenedBackend } from './chooseBackend.ts';

type Registered = Pick<OpenedBackend, 'renderer' | 'close' | 'findLoss'>;

/** The backends of a browser, each loaded when it is opened. */
export function browserBackends(wasmPath: string): Backends {
  return {
    async open(backend) {
      const opened = await register[backend](wasmPath);
      const use = async () => {
        if ((await setBackend(backend)) && getBackend() === backend) return;
        throw new Error('TensorFlow.js could not initialise it');
      };
      await use();
      return { backend, ...opened, use };
    },
    hasGpu,
  };
}

const register: Readonly<Record<Backend, (wasmPath: string) => Promise<Registered>>> = {
  async wasm(wasmPath) {
    const { registerWasm } = await import('../backend/wasmBackend.ts');
    return { renderer: await registerWasm(wasmPath), close: () => removeBackend('wasm') };
  },
  async webgl() {
    const [{ registerWebgl, releaseWebgl, findWebglLoss }] = await Promise.all([
      import('../backend/webglBackend.ts'),
      // Registers its kernels.
      import('@tensorflow/tfjs-backend-webgl'),
    ]);
    return { renderer: registerWebgl(), close: releaseWebgl, findLoss: () => findWebglLoss()?.sentence };
  },
  async cpu() {
    const { registerCpu } = await import('../backend/cpuBackend.ts');
    registerCpu();
    return { renderer: 'JavaScript', close: () => removeBackend('cpu') };
  },
};
