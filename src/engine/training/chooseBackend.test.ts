import { expect, it } from 'vitest';
import type { Backend } from '../Engine.ts';
import { type Backends, chooseBackend } from './chooseBackend.ts';

/** Backends whose steps take so many milliseconds; those that are missing do not start. */
function backendsOf(ms: Partial<Record<Backend, number>>, hasGpu = true) {
  let current: Backend | undefined;
  const closed: Backend[] = [];
  const backends: Backends = {
    async open(backend) {
      if (ms[backend] === undefined) throw new Error('it is not here');
      current = backend;
      const use = async () => {
        current = backend;
      };
      return { backend, renderer: `a ${backend}`, use, close: () => closed.push(backend) };
    },
    hasGpu: () => hasGpu,
  };
  const timeStep = async () => {
    const time = current && ms[current];
    if (time === undefined || Number.isNaN(time)) throw new Error('no gradient');
    return time;
  };
  return { backends, timeStep, closed, current: () => current };
}

it('takes WebAssembly without measuring where there is no GPU', async () => {
  const { backends, current } = backendsOf({ wasm: 9, webgl: 1, cpu: 50 }, false);
  const never = () => Promise.reject(new Error('This was measured.'));
  expect((await chooseBackend('auto', backends, never)).status).toEqual({ backend: 'wasm', renderer: 'a wasm' });
  expect(current()).toBe('wasm');
});

it('measures where there is a GPU, takes the faster, closes the other and says so', async () => {
  const fastGpu = backendsOf({ wasm: 9, webgl: 3 });
  const { status } = await chooseBackend('auto', fastGpu.backends, fastGpu.timeStep);
  expect(status.backend).toBe('webgl');
  expect(status.reason).toBe(
    'A step of one model took 9.0 ms on WebAssembly and 3.0 ms on WebGL: the faster one is used.',
  );
  expect([fastGpu.current(), fastGpu.closed]).toEqual(['webgl', ['wasm']]);
  const slowGpu = backendsOf({ wasm: 9, webgl: 30 });
  expect((await chooseBackend('auto', slowGpu.backends, slowGpu.timeStep)).status.backend).toBe('wasm');
  expect([slowGpu.current(), slowGpu.closed]).toEqual(['wasm', ['webgl']]);
});

it('takes WebAssembly where WebGL starts but cannot train', async () => {
  const { backends, timeStep, current } = backendsOf({ wasm: 9, webgl: Number.NaN });
  expect((await chooseBackend('auto', backends, timeStep)).status.backend).toBe('wasm');
  expect(current()).toBe('wasm');
});

it('closes both where WebAssembly starts but cannot train, and goes on to the next', async () => {
  const { backends, timeStep, closed, current } = backendsOf({ wasm: Number.NaN, webgl: 3 });
  const { status } = await chooseBackend('auto', backends, timeStep);
  expect(closed).toEqual(['webgl', 'wasm']);
  expect([current(), status.reason]).toEqual([
    'webgl',
    'WebAssembly did not start: no gradient. Training with WebGL instead.',
  ]);
});

it('falls back from one that does not start, with the reason', async () => {
  const { backends, timeStep } = backendsOf({ cpu: 50 });
  const { status } = await chooseBackend('webgl', backends, timeStep);
  expect(status).toEqual({
    backend: 'cpu',
    renderer: 'a cpu',
    reason:
      'WebGL did not start: it is not here. WebAssembly did not start: it is not here. Training with plain JavaScript instead.',
  });
});

it('rejects with every reason where nothing starts', async () => {
  const { backends, timeStep } = backendsOf({});
  await expect(chooseBackend('auto', backends, timeStep)).rejects.toThrow(
    /^TensorFlow\.js found nothing to train with\. WebAssembly did not start: it is not here\..*$/,
  );
});
