import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu/dist/base';
import '@tensorflow/tfjs-backend-cpu';
import { findBackendFactory, registerBackend } from '@tensorflow/tfjs-core';

/** Registers TensorFlow.js's CPU backend, again where it was removed. */
export function registerCpu(): void {
  if (!findBackendFactory('cpu')) registerBackend('cpu', () => new MathBackendCPU());
}
