import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl/dist/base';
import { type Tensor, tidy } from '@tensorflow/tfjs-core';
import { headsWithinBudget } from '../budget.ts';
import type { AttentionOps, Matrix } from '../ops.ts';
import { add } from './add.ts';
import { maxTextureSize, type Size } from './kernel.ts';
import { layerNorm } from './layerNorm.ts';
import { mix } from './mix.ts';
import { pool } from './pool.ts';
import { project, projectByToken } from './project.ts';
import { rowFigures } from './rowFigures.ts';
import { scores } from './scores.ts';
import { softmax } from './softmax.ts';
import { append, download, makeCache, upload } from './transfer.ts';

const BYTES_A_TEXEL = 16;

/** Attention on WebGL 2 with our own programs: nothing is compiled when a size changes. */
export function webglOps(backend: MathBackendWebGL): AttentionOps {
  let peak = 0;
  /** What `build` makes, without the scores and stats on the way: they are as large as the weights. */
  function withoutIntermediates(build: () => Matrix): Matrix {
    let size: Size = { rows: 0, cols: 0 };
    const tensor = tidy((): Tensor => {
      const matrix = build();
      size = { rows: matrix.rows, cols: matrix.cols };
      peak = Math.max(peak, backend.memory().numBytesInGPU);
      return matrix.tensor;
    });
    return { ...size, tensor };
  }

  return {
    upload: (values, rows, cols) => upload(backend, values, rows, cols),
    project,
    projectByToken,
    makeCache: (numKvHeads, capacity, headDim) => makeCache(backend, numKvHeads, capacity, headDim),
    append: (cache, rows, position) => append(backend, cache, rows, position),
    layerNorm,
    add,
    scores,
    attentionWeights: (q, k, sharing) =>
      withoutIntermediates(() => softmax(scores(q, k, sharing), sharing, 1 / Math.sqrt(q.cols))),
    pooledWeights: (q, k, sharing, stride) =>
      withoutIntermediates(() => pool(scores(q, k, sharing), sharing, 1 / Math.sqrt(q.cols), stride)),
    mix,
    rowFigures,
    bytesInUse: () => backend.memory().numBytesInGPU,
    headsAtOnce(tokens, stride) {
      const mapBytes = BYTES_A_TEXEL * Math.ceil(tokens / 4) * tokens;
      const statsBytes = BYTES_A_TEXEL * tokens;
      // Half a texture: rows that share a line leave some of it empty.
      const fitTexture = Math.floor((BYTES_A_TEXEL * maxTextureSize() ** 2) / 2 / mapBytes);
      const fitBudget = headsWithinBudget(statsBytes + (stride === 1 ? 2 : 1) * mapBytes);
      return Math.max(1, Math.min(fitTexture, fitBudget));
    },
    download: (matrices) => download(backend, matrices),
    peakBytes: () => peak,
  };
}
