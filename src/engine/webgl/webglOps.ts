import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl/dist/base';
import type { AttentionOps } from '../ops.ts';
import { mix } from './mix.ts';
import { project } from './project.ts';
import { scores } from './scores.ts';
import { softmax } from './softmax.ts';
import { download, upload } from './transfer.ts';

/** Attention on WebGL 2 with our own programs: nothing is compiled when a size changes. */
export function webglOps(backend: MathBackendWebGL): AttentionOps {
  return {
    upload: (values, rows, cols) => upload(backend, values, rows, cols),
    project,
    attentionWeights(q, k, sharing) {
      const unscaled = scores(q, k, sharing);
      return softmax(unscaled, sharing, 1 / Math.sqrt(q.cols));
    },
    mix,
    download: (matrices) => download(backend, matrices),
  };
}
