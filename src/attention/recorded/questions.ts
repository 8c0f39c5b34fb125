import { type HeadLabel, headLabels } from '../labels/headLabels.ts';
import type { LabelledText } from '../labels/targets.ts';
import { type Agreement, agreementSteps } from './agreement.ts';
import { type RecordedDifferences, recordedDifferences } from './difference.ts';
import { type LayerMaps, likenessBetween, likenessWithin, type RecordedLikeness } from './likeness.ts';
import type { RecordedLayer } from './recording.ts';

/** Heads that are held against each other, all of the same tokens. */
export interface DifferenceInput {
  readonly of: LayerMaps;
  readonly from: LayerMaps;
  /** The head of `from` that is taken from each head of `of`. */
  readonly partners: readonly number[];
}

/** A layer with its q and k, and what its scores were multiplied by. */
export interface AgreementInput {
  readonly layer: RecordedLayer;
  readonly tokens: readonly { readonly label: string; readonly key: string }[];
  readonly scale: number | null;
}

/** What there is to ask about recorded layers: see `RECORDED_QUESTIONS`. */
export interface RecordedQuestions {
  readonly likeness: { readonly input: LayerMaps; readonly answer: RecordedLikeness };
  readonly likenessBetween: {
    readonly input: { readonly of: LayerMaps; readonly other: LayerMaps };
    readonly answer: RecordedLikeness;
  };
  readonly difference: { readonly input: DifferenceInput; readonly answer: RecordedDifferences };
  readonly labels: {
    readonly input: { readonly weights: Float32Array; readonly text: LabelledText };
    readonly answer: readonly HeadLabel[];
  };
  readonly agreement: { readonly input: AgreementInput; readonly answer: Agreement };
}

export type RecordedQuestion = keyof RecordedQuestions;

/** Asks a question about recorded layers. Once `signal` is aborted the answer is nobody's: it rejects with the signal's reason. */
export type AskRecorded = <Name extends RecordedQuestion>(
  name: Name,
  input: RecordedQuestions[Name]['input'],
  signal: AbortSignal,
) => Promise<RecordedQuestions[Name]['answer']>;

/** How each question is answered: step by step, so that whoever runs it may pause. */
export const RECORDED_QUESTIONS: {
  readonly [Name in RecordedQuestion]: (
    input: RecordedQuestions[Name]['input'],
  ) => Generator<unknown, RecordedQuestions[Name]['answer'], void>;
} = {
  likeness: likenessWithin,
  likenessBetween: ({ of, other }) => likenessBetween(of, other),
  difference: ({ of, from, partners }) => recordedDifferences(of, from, partners),
  labels: labelSteps,
  agreement: ({ layer, ...facts }) => agreementSteps(layer, facts),
};

/** Labels one head after the other, against chance and shuffled tokens: no untrained model of these sizes is here. */
function* labelSteps({
  weights,
  text,
}: RecordedQuestions['labels']['input']): Generator<void, readonly HeadLabel[], void> {
  const size = text.ids.length ** 2;
  const labels: HeadLabel[] = [];
  for (let start = 0; start < weights.length; start += size) {
    labels.push(...headLabels(weights.subarray(start, start + size), [], text));
    yield;
  }
  return labels;
}
