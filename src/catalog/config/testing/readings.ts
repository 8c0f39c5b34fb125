import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CachedLayers } from '../../../attention/cost/cachedLayers.ts';
import type { ReadConfig } from '../reading.ts';
import { readModelConfig } from '../readModelConfig.ts';

/** Returns a file of the fixtures as JSON. */
export function fixture(name: string) {
  return JSON.parse(readFileSync(join(import.meta.dirname, '..', 'fixtures', name), 'utf8'));
}

/** Returns what is read of a configuration. Throws if it is refused. */
export function read(config: unknown): ReadConfig {
  const reading = readModelConfig(config);
  if ('refusal' in reading) throw new Error(`refused: ${reading.refusal.sentence}`);
  return reading;
}

/** Returns the sentence that refuses a configuration. Throws if it is read. */
export function refusalOf(config: unknown): { field: string; sentence: string } {
  const reading = readModelConfig(config);
  if ('refusal' in reading) return reading.refusal;
  throw new Error(`not refused: ${runsText(config)}`);
}

/** Returns a model's layers in short: "24 full 8×64, 8 sliding 8×64 of 128"; "4×192/128" if K and V differ, "1×576" for a latent. */
export function runsText(config: unknown): string {
  return read(config)
    .model.plan.layers.map((run) =>
      [run.count, run.kind, sizes(run), run.window && `of ${run.window}`].filter(Boolean).join(' '),
    )
    .join(', ');
}

function sizes({ kvHeads, headDimK, headDimV }: CachedLayers): string {
  if (kvHeads === 0) return '';
  return `${kvHeads}×${headDimK}${headDimV === headDimK ? '' : headDimV === 0 ? '' : `/${headDimV}`}`;
}

/** Returns which values were assumed: "head_dim=256". */
export function assumedOf(config: unknown): string[] {
  return read(config).assumed.map(({ field, value }) => `${field}=${value}`);
}

/** Returns what is said of a configuration: tags, with the field if there is one. */
export function saidOf(config: unknown): string[] {
  return read(config).notes.map(({ tag, field }) => (field === null ? tag : `${tag}:${field}`));
}
