import { isMark } from '../marks.ts';
import { referenceLinear } from '../reference.ts';
import { linearOf, type ModelParameters } from '../trained/parameters.ts';
import { QUESTIONS } from '../trained/shape.ts';
import { wordVectors } from '../trained/wordVectors.ts';

/** A token of the text, and the probability that it comes next. */
export interface WordCandidate {
  readonly key: string;
  readonly probability: number;
}

/** What a model takes for the next token: it copies what followed earlier, so only tokens of the text are in question. */
export interface NextWord {
  /** The likeliest first; their probabilities sum to 1. */
  readonly candidates: readonly WordCandidate[];
}

const INDUCTION = QUESTIONS.indexOf('induction');

/**
 * The induction readout at one token, softmax over the distinct tokens of `keys`. A mark counts once, with or without
 * blanks around it: the model knows no difference. In float64, from the state that it is given.
 *
 * @param final [dModel]: the stream at that token, after the final LayerNorm
 * @param seed of the words' vectors
 */
export function nextWord(
  final: Float32Array | Float64Array,
  parameters: ModelParameters,
  keys: readonly string[],
  seed: number,
): NextWord {
  const dModel = final.length;
  const { weight, bias } = linearOf(parameters, 'readouts');
  const induction = {
    weight: weight.subarray(INDUCTION * dModel ** 2, (INDUCTION + 1) * dModel ** 2),
    bias: bias.subarray(INDUCTION * dModel, (INDUCTION + 1) * dModel),
  };
  const distinct = [...new Map(keys.map((key) => [isMark(key) ? key.trim() : key, key])).values()];
  const vectors = wordVectors(distinct, dModel, seed);
  const scores = referenceLinear(referenceLinear(final, induction, dModel), { weight: vectors }, dModel);
  const logits = scores.map((score) => score / Math.sqrt(dModel));
  const largest = logits.reduce((most, logit) => Math.max(most, logit), -Infinity);
  const exponentials = logits.map((logit) => Math.exp(logit - largest));
  const sum = exponentials.reduce((total, value) => total + value, 0);
  const candidates = distinct.map((key, index) => ({ key, probability: (exponentials[index] as number) / sum }));
  return { candidates: candidates.toSorted((a, b) => b.probability - a.probability) };
}
