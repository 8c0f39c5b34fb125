import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl/dist/base';
import { env, tidy } from '@tensorflow/tfjs-core';
import { attend } from '../attend.ts';
import type { AttentionOps, Linear } from '../ops.ts';

const SHAPE = { dModel: 4, numHeads: 1, numKvHeads: 1 };

/**
 * Compiles every program, so that no run has to. All are handed to the driver before the first is waited for: it may
 * compile them in parallel. Throws where one does not compile.
 */
export function warmUp(backend: MathBackendWebGL, ops: AttentionOps): void {
  env().set('ENGINE_COMPILE_ONLY', true);
  try {
    attendOnce(ops);
    // Not its asynchronous sibling, which waits for animation frames: a tab in the background has none.
    backend.checkCompileCompletion();
    backend.getUniformLocations();
  } finally {
    env().set('ENGINE_COMPILE_ONLY', false);
  }
  // Drivers finish their work at the first draw. Nobody waits for this one.
  attendOnce(ops);
}

/** One token through all programs. */
function attendOnce(ops: AttentionOps): void {
  const { dModel } = SHAPE;
  tidy(() => {
    const zeros: Linear = { weight: ops.upload(new Float32Array(dModel * dModel), dModel, dModel) };
    const layer = { wQ: zeros, wK: zeros, wV: zeros, wO: zeros };
    attend(ops, ops.upload(new Float32Array(dModel), 1, dModel), layer, SHAPE, true);
  });
}
