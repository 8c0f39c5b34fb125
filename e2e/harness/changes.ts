import { layerInput } from '../../src/attention/embeddings.ts';
import { THUMBNAIL_SIDE } from '../../src/attention/levelOfDetail.ts';
import { randomWords } from '../../src/attention/random/random.ts';
import { referenceAttention } from '../../src/attention/reference.ts';
import type { RunRequest } from '../../src/attention/run/request.ts';
import { maxAbsDifference } from '../../src/attention/selfChecks.ts';
import { D_MODEL_CHOICES, headChoices, headDimChoices, kvHeadChoices, shapeOf } from '../../src/attention/sharing.ts';
import { MECHANISMS, type RunConfig } from '../../src/attention/types.ts';
import { drawWeights } from '../../src/attention/weights.ts';
import type { Engine, EngineMemory, RunResult } from '../../src/engine/Engine.ts';

export const wordsOf = (length: number): string[] => Array.from({ length }, (_, position) => `word ${position % 41}`);

export const FIRST_REQUEST: RunRequest = {
  tokens: wordsOf(10),
  config: {
    dModel: 256,
    numHeads: 16,
    numKvHeads: 4,
    causal: true,
    positions: true,
    bias: true,
    seed: 7,
    kvRule: 'mean',
  },
  mechanisms: MECHANISMS,
  mapSide: THUMBNAIL_SIDE,
};

/** Requests as a restless user makes them: each changes one thing of the one before. The same ones on every machine. */
function changesOf(request: RunRequest, count: number, maxDModel: number): RunRequest[] {
  const next = randomWords(3, 'changes');
  const pick = <Choice>(choices: readonly Choice[]): Choice => choices[(next() >>> 0) % choices.length] as Choice;
  const changes: ((config: RunConfig) => Partial<RunConfig>)[] = [
    ({ numHeads }) => ({ numKvHeads: pick(kvHeadChoices(numHeads)) }),
    ({ dModel }) => {
      const numHeads = pick(headChoices(dModel));
      return { numHeads, numKvHeads: pick(kvHeadChoices(numHeads)) };
    },
    () => ({ dModel: pick(D_MODEL_CHOICES.filter((choice) => choice <= maxDModel)), numHeads: 8, numKvHeads: 2 }),
    ({ causal }) => ({ causal: !causal }),
    () => ({ bias: pick([true, false, 'qkv'] as const) }),
    ({ numHeads }) => ({ headDim: pick([undefined, ...headDimChoices(numHeads).filter((width) => width <= 16)]) }),
    ({ positions }) => ({ positions: !positions }),
    ({ kvRule }) => ({ kvRule: kvRule === 'mean' ? 'independent' : 'mean' }),
    () => ({ seed: pick([1, 2, 3]) }),
  ];
  const { mapSide } = request;
  let { tokens, config } = request;
  return Array.from({ length: count }, () => {
    if (next() % 2 === 0) tokens = wordsOf(1 + ((next() >>> 0) % 40));
    else config = { ...config, ...pick(changes)(config) };
    return { tokens, config, mapSide, mechanisms: pick([MECHANISMS, MECHANISMS, ['gqa'], ['mha', 'mqa']] as const) };
  });
}

/** The largest difference from float64 of any map along `count` changes, every one of which may reuse what was there. */
export async function worstAlongChanges(engine: Engine, count: number): Promise<number> {
  let worst = 0;
  for (const request of changesOf(FIRST_REQUEST, count, 64))
    worst = Math.max(worst, worstOf(await engine.run(request)));
  return worst;
}

/** What the engine holds after a first request, and after `count` changes and that request again. */
export async function memoryAlongChanges(
  engine: Engine,
  count: number,
): Promise<Record<'before' | 'after', EngineMemory>> {
  await engine.run(FIRST_REQUEST);
  const before = await engine.memory();
  for (const request of changesOf(FIRST_REQUEST, count, 128)) await engine.run(request);
  await engine.run(FIRST_REQUEST);
  return { before, after: await engine.memory() };
}

/**
 * Runs every length from 1 to 200, two that are shown in blocks, and every stop of the three sliders. Returns the number
 * of runs.
 */
export async function sweep(engine: Engine): Promise<number> {
  let runs = 0;
  const run = async (tokens: number, config: Partial<RunConfig>) => {
    await engine.run({
      ...FIRST_REQUEST,
      tokens: wordsOf(tokens),
      config: { ...FIRST_REQUEST.config, ...config },
    });
    runs++;
  };
  for (let length = 1; length <= 200; length++) await run(length, { dModel: 64, causal: length % 2 === 0 });
  for (const dModel of D_MODEL_CHOICES)
    for (const numHeads of headChoices(dModel))
      for (const numKvHeads of kvHeadChoices(numHeads))
        await run(7, { dModel, numHeads, numKvHeads, bias: numHeads > 2 });
  for (const length of [257, 300]) await run(length, { dModel: 64, causal: length % 2 === 0 });
  return runs;
}

function worstOf({ request: { tokens, config }, maps }: RunResult): number {
  const x = layerInput(tokens, config);
  const differences = MECHANISMS.map((mechanism) => {
    const map = maps[mechanism];
    if (!map) return 0;
    const weights = drawWeights(mechanism, config);
    const reference = referenceAttention({ x, weights, shape: shapeOf(mechanism, config), causal: config.causal });
    return maxAbsDifference(map.cells, reference.attentionWeights);
  });
  return Math.max(...differences);
}
