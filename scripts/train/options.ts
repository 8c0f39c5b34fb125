import { parseArgs } from 'node:util';
import { type Recipe, SHIPPED_RECIPE } from '../../src/attention/trained/recipe.ts';
import type { AttentionShape } from '../../src/attention/types.ts';

export interface TrainOptions {
  readonly shape: AttentionShape;
  readonly recipe: Recipe;
  readonly seed: number;
  /** Where the model is written. Never `public/weights` by default: what ships is written by `--catalog`, with its hash. */
  readonly out: string;
  /** Where the training is kept while it is not done. */
  readonly checkpoint: string;
  /** The file whose figures are wanted, in place of a training. */
  readonly evaluate?: string;
  /** The models' files that the catalog is to be written from, in place of a training. */
  readonly catalog?: readonly string[];
  /** Whether the order of the heads of what ships is to be written again, in place of a training. */
  readonly order?: boolean;
}

/** Reads the command line. Throws a sentence where an option makes no sense. */
export function readOptions(args: readonly string[]): TrainOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    // Files are named after --catalog alone.
    allowPositionals: args.includes('--catalog'),
    options: {
      'd-model': { type: 'string', default: '256' },
      heads: { type: 'string', default: '16' },
      'kv-heads': { type: 'string', default: '16' },
      seed: { type: 'string', default: '0' },
      steps: { type: 'string', default: String(SHIPPED_RECIPE.steps) },
      out: { type: 'string' },
      evaluate: { type: 'string' },
      catalog: { type: 'boolean' },
      order: { type: 'boolean' },
    },
  });
  const count = (name: 'd-model' | 'heads' | 'kv-heads' | 'steps' | 'seed') => {
    const value = Number(values[name]);
    if (!Number.isSafeInteger(value) || value < (name === 'seed' ? 0 : 1))
      throw new Error(`--${name} takes a whole number, not "${values[name]}".`);
    return value;
  };
  const shape = { dModel: count('d-model'), numHeads: count('heads'), numKvHeads: count('kv-heads') };
  if (shape.dModel % shape.numHeads !== 0 || shape.numHeads % shape.numKvHeads !== 0)
    throw new Error('The heads must divide d_model, and the KV heads the heads.');
  const seed = count('seed');
  const steps = count('steps');
  const kept = `.cache/train/d${shape.dModel}-h${shape.numHeads}-kv${shape.numKvHeads}-seed${seed}-steps${steps}`;
  return {
    shape,
    recipe: { ...SHIPPED_RECIPE, steps },
    seed,
    out: values.out ?? `${kept}.model.safetensors`,
    checkpoint: `${kept}.safetensors`,
    ...(values.evaluate !== undefined && { evaluate: values.evaluate }),
    ...(values.catalog && { catalog: positionals }),
    ...(values.order && { order: true }),
  };
}
