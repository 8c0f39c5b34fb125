import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl/dist/base';
import { env, tidy } from '@tensorflow/tfjs-core';
import { scaledDotProduct } from '../attend.ts';
import type { AttentionOps } from '../ops.ts';

/**
 * Compiles every program, so that no run has to. All are handed to the driver before the first is waited for: it may
 * compile them in parallel. Throws where one does not compile.
 */
export function warmUp(backend: MathBackendWebGL, ops: AttentionOps): void {
  env().set('ENGINE_COMPILE_ONLY', true);
  try {
    runEveryProgram(ops);
    // Not its asynchronous sibling, which waits for animation frames: a tab in the background has none.
    backend.checkCompileCompletion();
    backend.getUniformLocations();
  } finally {
    env().set('ENGINE_COMPILE_ONLY', false);
  }
  // Drivers finish their work at the first draw. Nobody waits for this one.
  runEveryProgram(ops);
}

/** One head of two tokens through all programs. */
export function runEveryProgram(ops: AttentionOps): void {
  const sharing = { tokens: 2, numHeads: 1, numKvHeads: 1, causal: true };
  tidy(() => {
    const x = ops.upload(new Float32Array(8), 2, 4);
    const q = ops.project(x, { weight: ops.upload(new Float32Array(16), 4, 4) }, 4);
    const { attentionWeights } = scaledDotProduct(ops, q, q, q, sharing);
    ops.rowFigures(attentionWeights, sharing);
    ops.pooledWeights(q, q, sharing, 2);
  });
}
