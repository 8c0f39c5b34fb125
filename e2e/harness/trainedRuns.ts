import { ENGLISH_SENTENCES } from '../../src/attention/labels/sentences.ts';
import { maxAbsDifference, maxRowSumError } from '../../src/attention/selfChecks.ts';
import { shapeOf } from '../../src/attention/sharing.ts';
import { referenceModel } from '../../src/attention/trained/reference.ts';
import { modelInput, wordVectors } from '../../src/attention/trained/wordVectors.ts';
import type { AuditResult, Engine, EngineMemory, RunTensors } from '../../src/engine/Engine.ts';
import { FIRST_REQUEST } from './changes.ts';
import { shippedModel, trainedRequest } from './trained.ts';

const [FIRST = '', SECOND = '', THIRD = ''] = ENGLISH_SENTENCES;
const GQA = ['gqa'] as const;

const outcomeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'It was answered.',
    (error: Error) => `${error.name}: ${error.message}`,
  );

/**
 * One whole head of the second layer on a text of so many tokens: the largest difference from float64 among its first 64
 * rows, which causality makes those of the first 64 tokens alone, and the furthest that the sum of any row is from 1.
 */
export async function compareLongTrained(
  engine: Engine,
  tokens: number,
): Promise<{ readonly prefix: number; readonly sums: number }> {
  const text = Array.from({ length: tokens }, (_, position) => `word${position % 41}`).join(' ');
  const request = { ...(await trainedRequest(engine, text)), mechanisms: GQA, mapSide: 64 };
  const { config } = request;
  await engine.run(request);
  const queryHead = 6;
  const map = (await engine.heads(request, queryHead)).attentionWeights.gqa ?? new Float32Array();
  const { parameters } = await shippedModel(config.numKvHeads);
  const x = modelInput(wordVectors(request.tokens.slice(0, 64), config.dModel, config.seed), config.dModel);
  const reference = referenceModel(parameters, shapeOf('gqa', config), x).attentionWeights[1] ?? new Float64Array();
  const differences = Array.from({ length: 64 }, (_, row) => {
    const start = (queryHead * 64 + row) * 64;
    return maxAbsDifference(map.subarray(row * tokens, row * tokens + 64), reference.subarray(start, start + 64));
  });
  return { prefix: Math.max(...differences), sums: maxRowSumError(map, tokens) };
}

/** What the engine holds after a first text, and after 40 texts, layers, KV heads, labels and guesses and that text again. */
export async function memoryAlongTrainedTexts(engine: Engine): Promise<Record<'before' | 'after', EngineMemory>> {
  const first = await trainedRequest(engine, FIRST);
  await engine.run(first);
  const before = await engine.memory();
  for (let index = 0; index < 40; index++) {
    const text = SECOND.split(' ').slice(0, 8 + (index % 16));
    const request = await trainedRequest(engine, text.join(' '), { layer: index % 2, numKvHeads: index % 3 ? 4 : 2 });
    await engine.run(request);
    if (index % 4 === 0) await engine.nextWord(request);
    if (index % 4 === 1)
      await engine.trace(request, { mechanism: 'mqa', queryHead: 3, queryPosition: 5, keyPosition: 2 });
    if (index % 20 === 2) await engine.labels(request);
  }
  await engine.run(first);
  return { before, after: await engine.memory() };
}

/** Every kind of call with trained weights, for what must not compile a program. */
export async function useTrained(engine: Engine): Promise<void> {
  for (const [text, layer] of [
    [SECOND, 1],
    [THIRD, 0],
  ] as const) {
    const request = await trainedRequest(engine, text, { layer });
    await engine.run(request);
    await engine.labels(request);
    await engine.nextWord(request);
    await engine.trace(request, { mechanism: 'gqa', queryHead: 3, queryPosition: 5, keyPosition: 2 });
    await engine.audit(request);
  }
}

/** Labels of the second layer on a sentence: their kinds, and the scores behind them. */
export async function trainedLabels(engine: Engine): Promise<{ readonly kinds: string[]; readonly scores: number[] }> {
  const labels = Object.values(await engine.labels(await trainedRequest(engine, FIRST))).flat();
  return {
    kinds: labels.map(({ kind }) => kind),
    scores: labels.flatMap((label) => ('score' in label ? [label.score, label.null, label.chance] : [])),
  };
}

/** How labels end when something else is run meanwhile, and when the same is. */
export async function interruptLabels(engine: Engine): Promise<readonly string[]> {
  const request = await trainedRequest(engine, SECOND);
  await engine.run(request);
  const dropped = outcomeOf(engine.labels(request));
  await engine.run(await trainedRequest(engine, SECOND, { layer: 0 }));
  const kept = outcomeOf(engine.labels(request));
  await engine.run({ ...request, mapSide: request.mapSide + 1 });
  return [await dropped, await kept];
}

/** How the engine ends what it cannot answer. */
export async function refusalsOfTrained(engine: Engine): Promise<Record<string, string>> {
  const request = await trainedRequest(engine, FIRST);
  const { trained } = request.config;
  if (!trained) throw new Error('The request has no trained weights.');
  const naming = (gqa: string) => ({
    ...request,
    config: { ...request.config, trained: { ...trained, models: { ...trained.models, gqa } } },
  });
  const model = await shippedModel(4);
  const { 'norm.bias': _, ...withoutNorm } = model.parameters;
  const weight = (model.parameters['blocks.0.attention.w_v.weight'] ?? new Float32Array()).slice();
  weight[7] = Number.NaN;
  const withNaN = { ...model.parameters, 'blocks.0.attention.w_v.weight': weight };
  await engine.provideModel('with NaN', { ...model, parameters: withNaN });
  return {
    unknown: await outcomeOf(engine.run(naming('nobody'))),
    otherSizes: await outcomeOf(engine.run(naming('kv 1'))),
    withoutMask: await outcomeOf(engine.run({ ...request, config: { ...request.config, causal: false } })),
    withNaN: await outcomeOf(engine.run(naming('with NaN'))),
    incomplete: await outcomeOf(engine.provideModel('incomplete', { ...model, parameters: withoutNorm })),
    distance: await outcomeOf(engine.distanceFromMha(request)),
    tooShort: await outcomeOf(engine.labels({ ...request, tokens: ['to', 'be'] })),
    randomLabels: await outcomeOf(engine.labels(FIRST_REQUEST)),
    randomWord: await outcomeOf(engine.nextWord(FIRST_REQUEST)),
    afterwards: await outcomeOf(engine.run(request)),
  };
}

/** The self-checks of a trained run, and the shapes of its tensors. */
export async function auditTrained(
  engine: Engine,
): Promise<{ readonly checks: AuditResult['checks']; readonly shapes: Record<string, readonly number[]> }> {
  const request = await trainedRequest(engine, FIRST);
  const { checks } = await engine.audit(request);
  const tensors: RunTensors = await engine.tensors(request);
  return { checks, shapes: Object.fromEntries(Object.entries(tensors).map(([name, { shape }]) => [name, shape])) };
}
