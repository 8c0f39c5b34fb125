import { shapeOf } from '../../src/attention/sharing.ts';
import { colorTable } from '../../src/charts/color/colorTables.ts';
import { paintCanvas } from '../../src/charts/color/paintCanvas.ts';
import { countCompiles } from './compiles.ts';
import { timeCore } from './core/contenders.ts';
import { countDecodeCompiles, timeDecoding } from './decoding.ts';
import { drawCanvases, drawCanvasRectangles, drawRectangles, madeUpMaps, timeDrawing } from './drawing.ts';
import { timeKvHeads, timeTokens } from './growth.ts';
import { engineMemory } from './memory.ts';
import { addModelPicker, runOwnModelOnce, timeOwnModel, timePlainModel } from './ownModel/timing.ts';
import { peakMemory } from './peak.ts';
import { requestOf } from './requests.ts';
import { timeForward } from './trained/forward.ts';
import { timeTraining } from './trained/training.ts';

/** Milliseconds in which plain TensorFlow.js ops compute the three mechanisms on `tokens` tokens and 48 canvases show them. */
async function plainRun(tokens: number, numKvHeads?: number): Promise<number> {
  const { runPlain } = await import('../plainOps.ts');
  const stage = document.querySelector('#stage');
  const request = requestOf(tokens, numKvHeads);
  const { causal } = request.config;
  const table = colorTable('ink', 'light');
  const start = performance.now();
  const maps = await runPlain(request);
  const canvases = request.mechanisms.flatMap((mechanism) => {
    const { numHeads, numKvHeads } = shapeOf(mechanism, request.config);
    const { cells } = maps[mechanism];
    const blocks = { sequenceLength: tokens, stride: 1, side: tokens, cells };
    const drawn = { shortName: mechanism, numHeads, numKvHeads, causal, ...blocks };
    return Array.from({ length: numHeads }, (_, queryHead) => {
      const canvas = document.createElement('canvas');
      paintCanvas(canvas, drawn, queryHead, table);
      return canvas;
    });
  });
  stage?.replaceChildren(...canvases);
  // As the app's own mark does: in the frame that shows them.
  await new Promise(requestAnimationFrame);
  return performance.now() - start;
}

/** WebGL's own name for what draws here. */
function rendererName(): string {
  const gl = document.createElement('canvas').getContext('webgl2');
  const info = gl?.getExtension('WEBGL_debug_renderer_info');
  return gl && info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)) : 'no WebGL 2';
}

const benchPage = {
  plainRun,
  drawAsCanvases: (tokens: number) => timeDrawing(drawCanvases, madeUpMaps(tokens)),
  drawAsRectangles: (tokens: number) => timeDrawing(drawRectangles, madeUpMaps(tokens)),
  drawAsCanvasRectangles: (tokens: number) => timeDrawing(drawCanvasRectangles, madeUpMaps(tokens)),
  countCompiles,
  timeCore,
  timeForward,
  timeTraining,
  timeDecoding,
  countDecodeCompiles,
  timeTokens,
  timeKvHeads,
  engineMemory,
  peakMemory,
  addModelPicker,
  runOwnModelOnce,
  timeOwnModel,
  timePlainModel,
  rendererName,
};

declare global {
  interface Window {
    /** What `npm run bench` calls. */
    benchPage: typeof benchPage;
  }
}

window.benchPage = benchPage;
