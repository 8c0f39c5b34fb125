import { expect, test } from '../harness/test.ts';

const STEPS = 5;
/** Of losses that fell by a tenth and more: a gradient that is off by a percent shows. */
const TOLERANCE = 1e-5;

test('training on WebGL follows the curve of WebAssembly, twice the same, and holds what it held after its first step', async ({
  page,
}) => {
  const trained = async (backend: 'wasm' | 'webgl') => {
    const curve = await page.evaluate(([backend, steps]) => harness.trainedCurve(backend, steps), [
      backend,
      STEPS,
    ] as const);
    expect(curve.backend).toBe(backend);
    expect(curve.memory[1]).toEqual(curve.memory[0]);
    return curve.learned.flat();
  };
  // WebAssembly's gradients are held to finite differences in `src/engine/training/step/gradients.test.ts`.
  const [wasm, webgl] = [await trained('wasm'), await trained('webgl')];
  expect(Math.max(...wasm.slice(-3))).toBeLessThan(-0.1);
  for (const [index, learned] of webgl.entries())
    expect(Math.abs(learned - (wasm[index] ?? Number.NaN))).toBeLessThan(TOLERANCE);
  expect(await trained('webgl')).toEqual(webgl);
});
