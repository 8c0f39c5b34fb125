import { matchesName } from '../schema/search.ts';
import { slugOf } from '../schema/slug.ts';
import type { GpuEntry } from './gpuEntry.ts';
import facts from './gpus.json' with { type: 'json' };

/** The accelerators, in the order of the file. The build has held them against `checkGpus`. */
export const GPUS = facts as readonly unknown[] as readonly GpuEntry[];

/** Returns what a GPU is called in a link: its name in small letters and digits, with hyphens. */
export function gpuIdOf(gpu: GpuEntry): string {
  return slugOf(gpu.name);
}

/** Finds a GPU by what it is called in a link. */
export function gpuById(id: string): GpuEntry | undefined {
  return GPUS.find((gpu) => gpuIdOf(gpu) === id);
}

/** Returns the GPUs whose names have all words of `query`, in their order; see `matchesName`. */
export function findGpus(gpus: readonly GpuEntry[], query: string): readonly GpuEntry[] {
  return gpus.filter(({ name }) => matchesName(query, name));
}
