import { embedTokens, sinusoidalPositions } from '../embeddings.ts';
import { MARKS, markOf } from '../marks.ts';
import { roundedToFloat16 } from '../numbers/float16.ts';
import { fillNormals } from '../random/random.ts';

/** Base of the sinusoidal positions: shorter waves than the usual 10,000, for sequences of at most 128 tokens. */
export const POSITION_BASE = 300;
/** Beside word vectors of unit variance, positions of half that are learned slowly. */
export const POSITION_SCALE = 2;

/**
 * The marks' vectors, [8, dModel]: normals that no seed of a text or a training changes, as float16 has them. A file in
 * float16 and one in float32 then hold the very numbers that the page, a training and the float64 reference compute with.
 */
export function markVectors(dModel: number): Float32Array {
  return roundedToFloat16(drawnMarks(dModel));
}

/** The same before they are rounded: what older files in float32 hold. */
export function drawnMarks(dModel: number): Float32Array {
  const vectors = new Float32Array(MARKS.length * dModel);
  for (const [index, mark] of MARKS.entries())
    fillNormals(vectors.subarray(index * dModel, (index + 1) * dModel), 0, `mark ${mark}`);
  return vectors;
}

/**
 * The vectors of any tokens, [keys.length, dModel]: a mark has its own, any other key normals from the seed and the key
 * alone. That is all the model knows of a word, and why it works on any text.
 */
export function wordVectors(keys: readonly string[], dModel: number, seed: number): Float32Array {
  const vectors = embedTokens(keys, dModel, seed);
  const marks = markVectors(dModel);
  for (const [position, key] of keys.entries()) {
    const mark = markOf(key);
    if (mark >= 0) vectors.set(marks.subarray(mark * dModel, (mark + 1) * dModel), position * dModel);
  }
  return vectors;
}

/**
 * What the first block reads, [rows, dModel]: `vectors` of the same size plus scaled positions `first` … `first` + `length`
 * − 1, over again for each sequence of `length` rows; one by default.
 */
export function modelInput(
  vectors: Float32Array,
  dModel: number,
  length = vectors.length / dModel,
  first = 0,
): Float32Array {
  const positions = sinusoidalPositions(length, dModel, POSITION_BASE, first);
  return vectors.map((value, index) => value + POSITION_SCALE * (positions[index % positions.length] as number));
}
