/** For tests: holds what the script of models computed and printed to the float64 reference. */
import { expect } from 'vitest';
import { markOf } from '../../attention/marks.ts';
import { maxAbsDifference, scaledDifference } from '../../attention/selfChecks.ts';
import { type ReferenceModel, referenceModel } from '../../attention/trained/reference.ts';
import { LAYERS, QUESTIONS } from '../../attention/trained/shape.ts';
import type { ModelSet } from '../../attention/trained/trainedModel.ts';
import { markVectors, modelInput } from '../../attention/trained/wordVectors.ts';
import { type AttentionShape, MECHANISMS } from '../../attention/types.ts';
import { FLOAT32_BOUND, type Outcome } from './programCase.ts';

/** The script's variables, as flat lists, when it has come to a model's last line. */
interface Watched {
  /** [T, dModel] */
  readonly vectors: readonly number[];
  /** [T, dModel] */
  readonly x: readonly number[];
  /** Of each layer, [heads, T, T]. */
  readonly maps: readonly (readonly number[])[];
  /** [T, 5 questions, dModel] */
  readonly answers: readonly number[];
  /** Of each word that the text has, in the order in which they come. */
  readonly chances: readonly number[];
}

export const WATCHED_OF_MODELS: readonly (keyof Watched)[] = ['vectors', 'x', 'maps', 'answers', 'chances'];

const LINES_OF_A_MODEL = 2 + LAYERS;

/**
 * The largest difference of maps, readouts and chances, for the vectors that PyTorch drew. Throws where the script stopped,
 * printed other lines, gave a mark another vector than it was trained with, or added other positions.
 */
export function modelsDifference({ error, prints }: Outcome, set: ModelSet, words: readonly string[]): number {
  expect(error).toBe('');
  expect(prints).toHaveLength(MECHANISMS.length * LINES_OF_A_MODEL);
  const differences = MECHANISMS.flatMap((mechanism, index) => {
    const lines = prints.slice(index * LINES_OF_A_MODEL, (index + 1) * LINES_OF_A_MODEL);
    const watched = lines.at(-1)?.variables as unknown as Watched;
    const { shape, parameters } = set.models[mechanism];
    expectWordVectors(watched.vectors, words, shape.dModel);
    expect(
      maxAbsDifference(Float64Array.from(watched.x), modelInput(Float32Array.from(watched.vectors), shape.dModel)),
    ).toBeLessThan(FLOAT32_BOUND);
    const expected = referenceModel(parameters, shape, Float64Array.from(watched.x));
    const chances = chancesOf(expected, watched.vectors, words, shape.dModel);
    expect(lines.map(({ text }) => text)).toEqual(linesOf(mechanism, shape, words, expected, chances));
    return [
      ...expected.attentionWeights.map((map, layer) =>
        scaledDifference(Float64Array.from(watched.maps[layer] ?? []), map),
      ),
      scaledDifference(Float64Array.from(watched.answers), expected.readouts),
      scaledDifference(Float64Array.from(watched.chances), Float64Array.from(chances)),
    ];
  });
  return Math.max(...differences);
}

/** Marks have the page's own vectors; a word has the same everywhere, and two words have different ones. */
function expectWordVectors(vectors: readonly number[], words: readonly string[], dModel: number): void {
  const marks = markVectors(dModel);
  const rows = words.map((_, place) => vectors.slice(place * dModel, (place + 1) * dModel));
  for (const [place, word] of words.entries()) {
    const mark = markOf(word);
    if (mark >= 0) expect(rows[place]).toEqual([...marks.subarray(mark * dModel, (mark + 1) * dModel)]);
    expect(rows[place]).toEqual(rows[words.indexOf(word)]);
  }
  expect(new Set(rows.map((row) => row.join())).size).toBe(new Set(words).size);
}

/** The probability of each word of the text as the next one: softmax(readout · vector / √dModel) at the last token. */
function chancesOf(
  { readouts }: ReferenceModel,
  vectors: readonly number[],
  words: readonly string[],
  dModel: number,
): number[] {
  const question = (words.length - 1) * QUESTIONS.length + QUESTIONS.indexOf('induction');
  const answer = readouts.subarray(question * dModel, (question + 1) * dModel);
  const powers = firstPlaces(words).map((place) =>
    Math.exp(
      answer.reduce((sum, value, index) => sum + value * (vectors[place * dModel + index] as number), 0) /
        Math.sqrt(dModel),
    ),
  );
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

function firstPlaces(words: readonly string[]): number[] {
  return [...new Set(words)].map((word) => words.indexOf(word));
}

function linesOf(
  name: string,
  { numHeads, numKvHeads }: AttentionShape,
  words: readonly string[],
  { attentionWeights }: ReferenceModel,
  chances: readonly number[],
): string[] {
  const last = words.length - 1;
  const looks = attentionWeights.map((map) =>
    Array.from({ length: numHeads }, (_, head) => {
      const start = (head * words.length + last) * words.length;
      const row = map.subarray(start, start + words.length);
      const most = Math.max(...row);
      return `${words[row.indexOf(most)]} ${most.toFixed(2)}`;
    }).join(', '),
  );
  const next = [...new Set(words)].map((word, index) => ({ word, chance: chances[index] ?? 0 }));
  const best = next.toSorted((a, b) => b.chance - a.chance).slice(0, 3);
  return [
    `${name}: ${numHeads} query heads, ${numKvHeads} KV head${numKvHeads > 1 ? 's' : ''}`,
    ...looks.map((texts, layer) => `  layer ${layer + 1}, from the last word, head by head: ${texts}`),
    `  next word, copied from the text: ${best.map(({ word, chance }) => `${word} ${chance.toFixed(2)}`).join(', ')}`,
  ];
}
