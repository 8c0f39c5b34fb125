import { slugOf } from '../schema/slug.ts';
import type { ModelEntry } from './modelEntry.ts';
import models from './models.json' with { type: 'json' };

/** The published models, in the order of the file. The build has held them against `checkModels`. */
export const MODELS = models as readonly unknown[] as readonly ModelEntry[];

/** Returns what a model is called in a link: its name in small letters and digits, with hyphens. */
export function modelIdOf(entry: ModelEntry): string {
  return slugOf(entry.name);
}

/** Finds a model by what it is called in a link. */
export function modelById(id: string): ModelEntry | undefined {
  return MODELS.find((entry) => modelIdOf(entry) === id);
}
