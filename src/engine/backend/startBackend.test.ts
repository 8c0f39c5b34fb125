import { getBackend } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { startBackend } from './startBackend.ts';

test('the backend that is named computes, and can be started again once it is stopped', async () => {
  for (let time = 0; time < 2; time++) {
    const { backend, renderer, fallbackReason, stop } = await startBackend({ backend: 'cpu', wasmPath: '' });
    expect({ backend, renderer, fallbackReason }).toEqual({ backend: 'cpu', renderer: 'JavaScript' });
    expect(getBackend()).toBe('cpu');
    stop();
  }
});

test('the next best computes if the best does not start, as WebGL does not in Node, and says why', async () => {
  const { backend, fallbackReason, stop } = await startBackend({ backend: 'auto', wasmPath: '' });
  expect(backend).toBe('wasm');
  expect(getBackend()).toBe('wasm');
  expect(fallbackReason).toBe(
    'WebGL did not start: this browser has no WebGL in a worker. Computing with WebAssembly instead.',
  );
  stop();
});
