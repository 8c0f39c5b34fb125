import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { TrainingState } from '../../src/attention/trained/trainingState.ts';
import { decodeSafetensors } from '../../src/safetensors/decode.ts';
import { encodeSafetensors } from '../../src/safetensors/encode.ts';

/** Keeps a training of `setup` (anything JSON) in `path`; a process that dies while writing leaves the last one whole. */
export function saveCheckpoint(path: string, setup: unknown, { step, ...vectors }: TrainingState): void {
  const tensors = Object.entries(vectors).map(([name, data]) => [name, { shape: [data.length], data }]);
  const file = encodeSafetensors(Object.fromEntries(tensors), { step: String(step), setup: JSON.stringify(setup) });
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.part`, file);
  renameSync(`${path}.part`, path);
}

/** The training kept in `path`; none where there is no such file, or where it is of another `setup`. */
export function loadCheckpoint(path: string, setup: unknown): TrainingState | undefined {
  if (!existsSync(path)) return undefined;
  const { tensors, metadata } = decodeSafetensors(readFileSync(path));
  const { parameters, firstMoment, secondMoment } = tensors;
  if (metadata['setup'] !== JSON.stringify(setup) || !parameters || !firstMoment || !secondMoment) return undefined;
  return {
    step: Number(metadata['step']),
    parameters: parameters.data,
    firstMoment: firstMoment.data,
    secondMoment: secondMoment.data,
  };
}
