import { getBinaryCache } from '@tensorflow/tfjs-backend-webgl/dist/backend_webgl';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl/dist/base';
import { env, tidy } from '@tensorflow/tfjs-core';
import { scaledDotProduct } from '../attention.ts';
import type { AttentionOps, Matrix } from '../ops.ts';
import { whenCompiled } from './whenCompiled.ts';

const WEBGL_VERSION = 2;

const ONE_HEAD = { tokens: 2, numHeads: 1, numKvHeads: 1, causal: true };

/**
 * Compiles every program, so that no run has to. All are handed to the driver before the first is waited for: it may
 * compile them in parallel. Throws where one does not compile.
 */
export async function warmUp(backend: MathBackendWebGL, ops: AttentionOps): Promise<void> {
  env().set('ENGINE_COMPILE_ONLY', true);
  try {
    runEveryProgram(ops);
  } finally {
    env().set('ENGINE_COMPILE_ONLY', false);
  }
  const { gl, parallelCompilationExtension } = backend.getGPGPUContext();
  const programs = Object.values(getBinaryCache(WEBGL_VERSION)).map(({ webGLProgram }) => webGLProgram);
  // Not TensorFlow.js's own wait, which is for animation frames: a tab in the background has none.
  await whenCompiled(gl as WebGL2RenderingContext, parallelCompilationExtension ?? null, programs);
  backend.checkCompileCompletion();
  backend.getUniformLocations();
  // Drivers finish their work at a program's first draw, for which nobody waits here. Only what the first picture needs:
  // it comes after these in the GPU's queue. The self-checks, which wait for a pause, are the first to need the rest.
  drawMaps(ops);
}

/** One head of two tokens through all programs. */
export function runEveryProgram(ops: AttentionOps): void {
  tidy(() => {
    ops.rowFigures(drawBlock(ops), ONE_HEAD);
    const q = projected(ops);
    ops.pooledWeights(q, q, ONE_HEAD, 2);
  });
}

/** The programs of a short text's maps, those of trained weights included. */
function drawMaps(ops: AttentionOps): void {
  tidy(() => {
    drawBlock(ops);
  });
}

/** One block of the small model on two tokens; returns its map. */
function drawBlock(ops: AttentionOps): Matrix {
  const q = projected(ops);
  const { attentionWeights, output } = scaledDotProduct(ops, q, q, q, ONE_HEAD);
  const row = ops.upload(new Float32Array(4), 1, 4);
  ops.layerNorm(ops.add(q, output), { weight: row, bias: row });
  return attentionWeights;
}

function projected(ops: AttentionOps): Matrix {
  const x = ops.upload(new Float32Array(8), 2, 4);
  return ops.project(x, { weight: ops.upload(new Float32Array(16), 4, 4) }, 4);
}
