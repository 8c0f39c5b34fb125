import { isSoftwareGpu } from './softwareGpu.ts';

/**
 * True when WebGL runs on more than a CPU that plays the GPU's part. Asked of a context of its own, which is given back:
 * TensorFlow.js's WebGL is not loaded to learn that it won't do.
 */
export function hasGpu(): boolean {
  if (typeof OffscreenCanvas === 'undefined') return false;
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2', { failIfMajorPerformanceCaveat: true });
  if (!gl) return false;
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(gl.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return !isSoftwareGpu(renderer);
}
