import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { maxAbsDifference } from '../../attention/selfChecks.ts';
import { initialParameters } from '../../attention/trained/parameters.ts';
import { INDUCTION_ALONE, SHIPPED_RECIPE } from '../../attention/trained/recipe.ts';
import { referenceModel } from '../../attention/trained/reference.ts';
import { modelInput, wordVectors } from '../../attention/trained/wordVectors.ts';
import { LocalTraining } from './LocalTraining.ts';
import { nodeBackends } from './nodeBackends.ts';
import type { TrainingPlan } from './Training.ts';

const PLAN: TrainingPlan = {
  lanes: [4, 2, 1].map((numKvHeads) => ({
    id: `kv${numKvHeads}`,
    name: `${numKvHeads} KV heads`,
    shape: { dModel: 16, numHeads: 4, numKvHeads },
  })),
  recipe: {
    ...SHIPPED_RECIPE,
    steps: 50,
    tokensAStep: 96,
    phrasePercent: 100,
    lengths: [{ until: 1, choices: [12] }],
    questionWeights: INDUCTION_ALONE,
    learningRate: 1e-2,
    warmUpSteps: 5,
  },
  seed: 3,
};
const OPTIONS = { backend: 'auto', wasmPath: '' } as const;
const SENTENCE = { keys: ['to', 'be', 'or', 'not', 'to', 'be'], seed: 7, layer: 1 };

const create = () => new LocalTraining(nodeBackends);

async function curve(training: LocalTraining, steps: number): Promise<number[][]> {
  const losses: number[][] = [];
  for (let step = 0; step < steps; step++) {
    const { figures } = await training.advance();
    losses.push(PLAN.lanes.map(({ id }) => figures[id]?.loss ?? Number.NaN));
  }
  return losses;
}

describe('a training', () => {
  it('names what computes', async () => {
    expect(await create().begin(PLAN, OPTIONS)).toEqual({ backend: 'wasm', renderer: 'WebAssembly SIMD' });
  });

  it('gives the same curves for the same plan, begun anew or elsewhere', async () => {
    const [training, other] = [create(), create()];
    await training.begin(PLAN, OPTIONS);
    const first = await curve(training, 5);
    await training.begin(PLAN, OPTIONS);
    await other.begin(PLAN, OPTIONS);
    expect(await curve(training, 5)).toEqual(first);
    expect(await curve(other, 5)).toEqual(first);
    await other.begin({ ...PLAN, seed: 4 }, OPTIONS);
    expect(await curve(other, 1)).not.toEqual(first.slice(0, 1));
  });

  it('is not moved by what is asked in between', async () => {
    const [training, asked] = [create(), create()];
    await training.begin(PLAN, OPTIONS);
    await asked.begin(PLAN, OPTIONS);
    const undisturbed = await curve(training, 4);
    const disturbed = await curve(asked, 2);
    // Not awaited: they take their turns with the steps.
    const answers = [asked.maps(SENTENCE), asked.parameters(), asked.evaluate()];
    disturbed.push(...(await curve(asked, 2)));
    await Promise.all(answers);
    expect(disturbed).toEqual(undisturbed);
  });

  it('shows the maps of a sentence as the float64 reference has them', async () => {
    const training = create();
    await training.begin(PLAN, OPTIONS);
    await curve(training, 3);
    const { cells, step } = await training.maps(SENTENCE);
    expect(step).toBe(3);
    const parameters = await training.parameters();
    const x = modelInput(wordVectors(SENTENCE.keys, 16, SENTENCE.seed), 16);
    for (const { id, shape } of PLAN.lanes) {
      const expected = referenceModel(parameters[id] ?? {}, shape, x).attentionWeights[SENTENCE.layer];
      expect(maxAbsDifference(cells[id] ?? new Float32Array(), expected ?? new Float64Array())).toBeLessThan(1e-5);
    }
  });

  it('starts from given parameters where a lane has some', async () => {
    const training = create();
    const [mha] = PLAN.lanes;
    if (!mha) throw new Error('The plan has no lanes.');
    const start = initialParameters(mha.shape, 99);
    await training.begin({ ...PLAN, lanes: [{ ...mha, start }] }, OPTIONS);
    expect((await training.parameters())[mha.id]).toEqual(start);
  });

  it('stops with a sentence that names the model and the step where a loss diverges, until it begins anew', async () => {
    const training = create();
    await training.begin({ ...PLAN, recipe: { ...PLAN.recipe, learningRate: 1e3, warmUpSteps: 1 } }, OPTIONS);
    const sentence = /^\d KV heads: The loss .*, at step \d+\. A lower learning rate than 1000 may help\.$/;
    await expect(curve(training, 20)).rejects.toThrow(sentence);
    await expect(training.advance()).rejects.toThrow(sentence);
    await training.begin(PLAN, OPTIONS);
    expect((await training.advance()).step).toBe(1);
  });

  it('holds as many tensors and bytes after 100 steps as after 3, and none once it is stopped', async () => {
    const before = memory().numTensors;
    const training = create();
    await training.begin(PLAN, OPTIONS);
    await curve(training, 3);
    await training.maps(SENTENCE);
    const early = await training.memory();
    await curve(training, 97);
    await training.maps(SENTENCE);
    await training.evaluate();
    expect(await training.memory()).toEqual(early);
    training.stop();
    await training.evaluate().catch(() => {});
    expect(memory().numTensors).toBe(before);
  });

  it('asks to be begun first', async () => {
    await expect(create().advance()).rejects.toThrow('Nothing is being trained: begin first.');
  });
});
