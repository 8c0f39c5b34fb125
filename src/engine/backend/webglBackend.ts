import { MathBackendWebGL, setWebGLContext } from '@tensorflow/tfjs-backend-webgl/dist/base';
import { env, findBackend, findBackendFactory, registerBackend, removeBackend } from '@tensorflow/tfjs-core';
import { Clause } from '../../errors/sentence.ts';
import type { EngineLoss } from '../Engine.ts';
import { ImpreciseBackend } from './impreciseBackend.ts';

/** Freed textures are kept for reuse up to this many bytes; past it TensorFlow.js deletes them. */
const TEXTURE_POOL_BYTES = 32 * 2 ** 20;

const CONTEXT_LOST: EngineLoss = { cause: 'context', sentence: 'The GPU lost its WebGL context.' };

const MEMORY_FULL: EngineLoss = {
  cause: 'memory',
  sentence: "The GPU's memory is full: shorten the text, or lower the query heads or d_model.",
};

/** A context for computing: no screen, and software rendering is welcome (it is slow but right). */
const CONTEXT_ATTRIBUTES: WebGLContextAttributes = {
  alpha: false,
  antialias: false,
  depth: false,
  stencil: false,
  premultipliedAlpha: false,
  preserveDrawingBuffer: false,
  failIfMajorPerformanceCaveat: false,
};

/**
 * Makes a WebGL 2 context, hands it to TensorFlow.js, and registers its backend. Returns the renderer's name.
 * Throws a `Clause` ("this browser gave no WebGL 2 context") when it can't be used.
 */
export function registerWebgl(): string {
  const gl = createContext();
  if (!gl.getExtension('EXT_color_buffer_float')) {
    gl.getExtension('WEBGL_lose_context')?.loseContext();
    throw new Clause('this GPU cannot render to 32-bit floats');
  }
  setWebGLContext(2, gl);
  // Told, not probed: probing would log, and try WebGL 1, for which there are no programs here.
  env().set('WEBGL_VERSION', 2);
  // Some GPUs have the extension, and no complete framebuffer of it: TensorFlow.js would take half floats without a word.
  if (!env().getBool('WEBGL_RENDER_FLOAT32_CAPABLE')) {
    gl.getExtension('WEBGL_lose_context')?.loseContext();
    throw new ImpreciseBackend('this GPU cannot render to the 32-bit floats that it promises');
  }
  env().set('WEBGL_DELETE_TEXTURE_THRESHOLD', TEXTURE_POOL_BYTES);
  if (!findBackendFactory('webgl')) registerBackend('webgl', () => new MathBackendWebGL());
  return rendererOf(gl);
}

/** TensorFlow.js's WebGL backend, once it is the current one. */
export function webglBackend(): MathBackendWebGL {
  return findBackend('webgl') as MathBackendWebGL;
}

/** Calls back when the context is lost, by `releaseWebgl` or without our doing. */
export function onWebglLost(tell: (loss: EngineLoss) => void): void {
  const { canvas } = webglBackend().getGPGPUContext().gl;
  canvas.addEventListener('webglcontextlost', () => tell(CONTEXT_LOST));
}

/** What went wrong with the context since it was asked last. What was read back since then may be nonsense. */
export function findWebglLoss(): EngineLoss | undefined {
  const { gl } = webglBackend().getGPGPUContext();
  const error = gl.getError();
  if (gl.isContextLost()) return CONTEXT_LOST;
  return error === gl.OUT_OF_MEMORY ? MEMORY_FULL : undefined;
}

/** Disposes the backend and gives its context back at once: browsers allow few, and collect them late. */
export function releaseWebgl(): void {
  const { gl } = webglBackend().getGPGPUContext();
  removeBackend('webgl');
  if (!gl.isContextLost()) gl.getExtension('WEBGL_lose_context')?.loseContext();
}

function rendererOf(gl: WebGL2RenderingContext): string {
  const renderer = String(gl.getParameter(gl.RENDERER));
  // Chromium and Safari tell by the extension alone; Firefox tells anyway, and warns of the extension.
  const names = renderer.startsWith('WebKit') ? gl.getExtension('WEBGL_debug_renderer_info') : null;
  return names ? String(gl.getParameter(names.UNMASKED_RENDERER_WEBGL)) : renderer;
}

function createContext(): WebGL2RenderingContext {
  const inWorker = typeof document === 'undefined';
  // Safari's OffscreenCanvas does not support the fences that reading back waits for.
  if (inWorker && env().getBool('IS_SAFARI')) throw new Clause('Safari has no full WebGL in a worker');
  if (inWorker && typeof OffscreenCanvas === 'undefined') throw new Clause('this browser has no WebGL in a worker');
  const canvas = inWorker ? new OffscreenCanvas(1, 1) : document.createElement('canvas');
  const gl = canvas.getContext('webgl2', CONTEXT_ATTRIBUTES) as WebGL2RenderingContext | null;
  if (!gl) throw new Clause('this browser gave no WebGL 2 context');
  return gl;
}
