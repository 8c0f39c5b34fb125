import type { EngineOptions } from '../../src/engine/Engine.ts';
import { type StartedEngine, startEngine } from '../../src/engine/startEngine.ts';
import { compareCells, compareDistances, compareWithMap, interruptDistance, memoryAlongCells } from './cells.ts';
import { FIRST_REQUEST, memoryAlongChanges, sweep, wordsOf, worstAlongChanges } from './changes.ts';
import { cacheBytes, compareDecoding, decodeEverything, memoryAlongDecoding } from './decoding.ts';
import {
  compareBasic,
  compareCase,
  compareDecodeFixtures,
  compareFixtures,
  refusalOfNaN,
  refusalsOfPooledNaN,
  startCalculator,
} from './exactness.ts';
import { compareLongText, runLongest, supersede } from './longTexts.ts';
import {
  compareOwnModels,
  forgetModel,
  memoryAlongOwnTexts,
  openOwnModel,
  openRememberedModel,
  provideOwnModels,
  rememberOwnModel,
} from './ownModel.ts';
import { compareTrained } from './trained.ts';
import {
  auditTrained,
  compareLongTrained,
  interruptLabels,
  memoryAlongTrainedTexts,
  refusalsOfTrained,
  trainedLabels,
  useTrained,
} from './trainedRuns.ts';
import { trainedCurve } from './training.ts';
import { countingWorker, faultyWorkers, shadersCompiled } from './workers.ts';

/** Starts the engine as the app does, with one of these workers in place of its own. */
function start(
  backend: EngineOptions['backend'],
  worker?: keyof typeof faultyWorkers | 'counting',
  wasmFolder = 'wasm/',
): Promise<StartedEngine> {
  return startEngine({
    backend,
    wasmPath: new URL(wasmFolder, location.href).href,
    startLimitMs: worker === 'silent' ? 500 : 30_000,
    ...(worker && { createWorker: worker === 'counting' ? countingWorker : faultyWorkers[worker] }),
  });
}

/** What tests call through `page.evaluate`. */
const exposed = {
  start,
  startCalculator,
  compareBasic,
  compareCase,
  compareDecodeFixtures,
  compareFixtures,
  compareDecoding,
  cacheBytes,
  memoryAlongDecoding,
  decodeEverything,
  refusalOfNaN,
  refusalsOfPooledNaN,
  worstAlongChanges,
  memoryAlongChanges,
  sweep,
  compareLongText,
  runLongest,
  supersede,
  compareCells,
  compareWithMap,
  memoryAlongCells,
  compareDistances,
  interruptDistance,
  compareTrained,
  compareLongTrained,
  memoryAlongTrainedTexts,
  useTrained,
  trainedLabels,
  interruptLabels,
  refusalsOfTrained,
  auditTrained,
  trainedCurve,
  provideOwnModels,
  openOwnModel,
  compareOwnModels,
  memoryAlongOwnTexts,
  rememberOwnModel,
  openRememberedModel,
  forgetModel,
  shadersCompiled,
  wordsOf,
  FIRST_REQUEST,
};

declare global {
  var harness: typeof exposed;
}
globalThis.harness = exposed;
