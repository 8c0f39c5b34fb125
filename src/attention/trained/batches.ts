import { fillNormals } from '../random/random.ts';
import { drawsFrom } from './draws.ts';
import { answers } from './questions.ts';
import { lengthsAt, type Recipe } from './recipe.ts';
import { repeatedPhrase, VOCABULARY, WORDS, zipfText } from './sequences.ts';
import { markVectors } from './wordVectors.ts';

/** Sequences of one length with the vectors of their words. */
export interface Batch {
  /** T, tokens of each sequence. */
  readonly length: number;
  /** [sequences · T] of 0 … VOCABULARY − 1 */
  readonly ids: Uint8Array;
  /** [sequences · T, 5 questions]; see `answers`. */
  readonly answers: Int32Array;
  /** [VOCABULARY, dModel]: words new in each batch, then the marks. */
  readonly vectors: Float32Array;
}

/** The batch of one step: everything from the seed and the step, so that training can go on after any step. */
export function trainingBatch(recipe: Recipe, dModel: number, seed: number, step: number): Batch {
  const choices = lengthsAt(recipe, step);
  const length = choices[drawsFrom(seed, `length ${step}`).below(choices.length)] as number;
  return drawBatch(recipe, { dModel, seed, length, name: `batch ${step}` });
}

/**
 * Batches that no training sees, `perLength` of each length of the recipe's last stage: the same for every model of one
 * width, whatever the seed of its training.
 */
export function heldOutBatches(recipe: Recipe, dModel: number, perLength: number): Batch[] {
  const lengths = recipe.lengths.at(-1)?.choices ?? [];
  return lengths.flatMap((length) =>
    Array.from({ length: perLength }, (_, index) =>
      drawBatch(recipe, { dModel, seed: 0, length, name: `held out ${length} ${index}` }),
    ),
  );
}

interface BatchKind {
  readonly dModel: number;
  readonly seed: number;
  readonly length: number;
  readonly name: string;
}

function drawBatch(recipe: Recipe, { dModel, seed, length, name }: BatchKind): Batch {
  const draws = drawsFrom(seed, name);
  const sequences = Array.from({ length: Math.floor(recipe.tokensAStep / length) }, () => {
    const ids = draws.chance(recipe.phrasePercent, 100) ? repeatedPhrase(draws, length) : zipfText(draws, length);
    return { ids, answers: answers(ids, draws) };
  });
  const vectors = new Float32Array(VOCABULARY * dModel);
  fillNormals(vectors.subarray(0, WORDS * dModel), seed, `${name} words`);
  vectors.set(markVectors(dModel), WORDS * dModel);
  return {
    length,
    ids: Uint8Array.from(sequences.flatMap(({ ids }) => [...ids])),
    answers: Int32Array.from(sequences.flatMap((sequence) => [...sequence.answers])),
    vectors,
  };
}
