/** For tests: any choice of the Cost screen, for fast-check. Keys stand in the order in which links give them back. */
import fc from 'fast-check';
import { keepsText } from '../../attention/cost/cacheBytes.ts';
import type { CostModel } from '../../attention/cost/cachedLayers.ts';
import { COST_FIELDS, type CostField } from '../../attention/cost/costInput.ts';
import { ELEMENT_TYPES } from '../../attention/cost/elementTypes.ts';
import type { CostChoice } from '../facts/cost/costChoice.ts';
import { LAYER_KINDS, MODEL_KINDS } from '../facts/cost/modelKinds.ts';
import { MOST_NAME } from '../facts/cost/ownModel.ts';

const anyId = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/);
const anyName = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }).filter((name) => name.length <= MOST_NAME);

/** Whole numbers within a field's limits, its ends often. */
function anyCount(field: CostField): fc.Arbitrary<number> {
  const { least: min, most: max } = COST_FIELDS[field];
  return fc.oneof(
    fc.constantFrom(min, max),
    fc.integer({ min, max: Math.min(max, 4_096) }),
    fc.maxSafeInteger().map((n) => min + (Math.abs(n) % (max - min + 1))),
  );
}

/** Numbers from above `least` to `most`. */
function anyNumber(least: number, most: number): fc.Arbitrary<number> {
  return fc.double({ min: least, max: most, minExcluded: true, noNaN: true });
}

const orNull = (field: CostField) => fc.option(anyCount(field));

const anyRun = fc
  .record(
    {
      kind: fc.constantFrom(...LAYER_KINDS),
      count: anyCount('layers'),
      kvHeads: fc.oneof(fc.constant(0), anyCount('kvHeads')),
      headDimK: fc.oneof(fc.constant(0), anyCount('headDim')),
      headDimV: fc.oneof(fc.constant(0), anyCount('headDim')),
      window: orNull('window'),
    },
    { noNullPrototype: true },
  )
  .map((run) => (keepsText(run) ? { ...run, kvHeads: run.kvHeads || 1, headDimK: run.headDimK || 1 } : run));

/** Any model within the limits of one's own, whether there could be such a model or not. */
export const anyOwnModel: fc.Arbitrary<CostModel> = fc.record(
  {
    name: anyName,
    plan: fc.record(
      {
        kind: fc.constantFrom(...MODEL_KINDS),
        layers: fc.array(anyRun, { maxLength: 6 }),
        crossAttention: fc.option(
          fc.record(
            {
              layers: anyCount('layers'),
              kvHeads: anyCount('kvHeads'),
              headDim: anyCount('headDim'),
              sourceTokens: orNull('sourceTokens'),
            },
            { noNullPrototype: true },
          ),
        ),
        indexer: fc.option(
          fc.record({ layers: anyCount('layers'), bytesPerToken: anyCount('headDim') }, { noNullPrototype: true }),
        ),
      },
      { noNullPrototype: true },
    ),
    dModel: orNull('dModel'),
    queryHeads: orNull('queryHeads'),
    parameters: orNull('parameters'),
    activeParameters: orNull('parameters'),
    maxContext: orNull('contextTokens'),
    nativeDtype: fc.option(anyName),
  },
  { noNullPrototype: true },
);

export const anyCostChoice: fc.Arbitrary<CostChoice> = fc.record(
  {
    model: anyId,
    own: fc.option(anyOwnModel),
    kvHeads: anyCount('kvHeads'),
    gpu: anyId,
    gpus: anyCount('gpus'),
    tensorParallel: anyCount('tensorParallel'),
    weightType: fc.option(fc.constantFrom(...ELEMENT_TYPES)),
    cacheType: fc.constantFrom(...ELEMENT_TYPES),
    contextTokens: anyCount('contextTokens'),
    sourceTokens: fc.oneof(fc.constant(0), anyCount('contextTokens')),
    sequences: anyCount('sequences'),
    blockSize: anyCount('blockSize'),
    utilisation: anyNumber(0, 1),
    overheadGib: fc.oneof(fc.constant(0), anyNumber(0, COST_FIELDS.overheadGib.most)),
    users: anyCount('users'),
    averageTokens: anyCount('contextTokens'),
    axes: fc.constantFrom('linear', 'log'),
  },
  { noNullPrototype: true },
);
