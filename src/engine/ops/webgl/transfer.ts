import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl/dist/base';
import { TextureUsage } from '@tensorflow/tfjs-backend-webgl/dist/tex_util';
import {
  bindColorTextureToFramebuffer,
  unbindColorTextureFromFramebuffer,
} from '@tensorflow/tfjs-backend-webgl/dist/webgl_util';
import { engine, type Tensor } from '@tensorflow/tfjs-core';
import { nextTurn } from '../../../threads/nextTurn.ts';
import type { Matrix } from '../ops.ts';
import { sheetOf } from './kernel.ts';
import { padRows, type SheetLayout, tensorShape, unpadRows } from './sheet.ts';

/** Copies `values` [rows, cols] to a sheet, without TensorFlow.js's encoding program, which compiles for each shape. */
export function upload(backend: MathBackendWebGL, values: Float32Array, rows: number, cols: number): Matrix {
  const sheet = sheetOf({ rows, cols });
  const { texture, tensor } = emptySheet(backend, sheet);
  backend.getGPGPUContext().uploadDenseMatrixToTexture(texture, sheet.width, sheet.lines, padRows(values, rows, cols));
  return { rows, cols, tensor };
}

/** A texture whose texels hold whatever they held before, and the tensor that owns it. */
function emptySheet(backend: MathBackendWebGL, sheet: SheetLayout): { texture: WebGLTexture; tensor: Tensor } {
  const info = backend.makeTensorInfo(tensorShape(sheet), 'float32');
  const data = backend.getDataInfo(info.dataId);
  data.isPacked = true;
  data.usage = TextureUsage.UPLOAD;
  data.texShape = tensorShape(sheet);
  const texture = backend.getTexture(info.dataId);
  return { texture, tensor: engine().makeTensorFromTensorInfo(info, backend) };
}

/** See `AttentionOps.makeCache`. A line of the texture is one token: all KV heads of it. */
export function makeCache(backend: MathBackendWebGL, numKvHeads: number, capacity: number, headDim: number): Matrix {
  const size = { rows: capacity * numKvHeads, cols: headDim, rowsPerLine: numKvHeads };
  return { ...size, tensor: emptySheet(backend, sheetOf(size)).tensor };
}

/** See `AttentionOps.append`: a copy from texture to texture, which neither compiles a program nor leaves the GPU. */
export function append(backend: MathBackendWebGL, cache: Matrix, rows: Matrix, position: number): Matrix {
  const gpgpu = backend.getGPGPUContext();
  const gl = gpgpu.gl as WebGL2RenderingContext;
  const { width, lines } = sheetOf(rows);
  bindColorTextureToFramebuffer(gl, backend.getTexture(rows.tensor.dataId), gpgpu.framebuffer);
  gl.bindTexture(gl.TEXTURE_2D, backend.getTexture(cache.tensor.dataId));
  gl.copyTexSubImage2D(gl.TEXTURE_2D, 0, 0, position, 0, 0, width, lines);
  gl.bindTexture(gl.TEXTURE_2D, null);
  // TensorFlow.js attaches a texture of its own before each program that it runs.
  unbindColorTextureFromFramebuffer(gl, gpgpu.framebuffer);
  return cache;
}

/** The elements of sheets, waited for once, without TensorFlow.js's decoding program, which compiles for each shape. */
export async function download(
  backend: MathBackendWebGL,
  matrices: readonly Matrix[],
): Promise<Float32Array<ArrayBuffer>[]> {
  const gpgpu = backend.getGPGPUContext();
  const gl = gpgpu.gl as WebGL2RenderingContext;
  // Before the first await, so that the caller may dispose the tensors as soon as it has the promise.
  const copies = matrices.map((matrix) => {
    const { rows, cols, tensor } = matrix;
    const sheet = sheetOf(matrix);
    const buffer = gpgpu.createBufferFromTexture(backend.getTexture(tensor.dataId), sheet.lines, sheet.width);
    return { rows, cols, buffer, texelValues: 4 * sheet.lines * sheet.width };
  });
  await commandsDone(gl);
  return copies.map(({ rows, cols, buffer, texelValues }) => {
    const stride = 4 * Math.ceil(cols / 4);
    const texels = gpgpu.downloadFloat32MatrixFromBuffer(buffer, Math.min(texelValues, rows * stride));
    gl.deleteBuffer(buffer);
    return unpadRows(texels as Float32Array<ArrayBuffer>, rows, cols);
  });
}

/** Milliseconds for which the GPU is asked at every turn of the event loop; then timers take over. */
const EAGER_MS = 4;

/**
 * Resolves when the GPU has done what it was told so far. Asking without waiting leaves the thread to other work.
 * Rejects when the context is lost.
 */
async function commandsDone(gl: WebGL2RenderingContext): Promise<void> {
  const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  gl.flush();
  const start = performance.now();
  let status = fence ? gl.clientWaitSync(fence, 0, 0) : gl.WAIT_FAILED;
  while (fence && status === gl.TIMEOUT_EXPIRED) {
    await nextTurn();
    // Set by a message's task, as here, a timer is not clamped to 4 ms, which for short runs would be most of the time.
    if (performance.now() - start >= EAGER_MS) await new Promise((resolve) => setTimeout(resolve, 1));
    status = gl.clientWaitSync(fence, 0, 0);
  }
  gl.deleteSync(fence);
  if (status === gl.WAIT_FAILED || gl.isContextLost()) throw new Error('The GPU lost its WebGL context.');
}
