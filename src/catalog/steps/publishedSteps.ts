import facts from './publishedSteps.json' with { type: 'json' };

/** A published time of decoding, to stand beside a computed bound. Null is what the source does not say. */
export interface PublishedStep {
  readonly name: string;
  readonly model: string;
  /** Link of a model in the catalog that has its shape; see `modelIdOf`. */
  readonly modelId: string | null;
  readonly attention: 'MHA' | 'GQA' | 'MQA';
  readonly queryHeads: number | null;
  readonly kvHeads: number | null;
  readonly device: string;
  readonly devices: number;
  /** Type of the weights. */
  readonly weights: string | null;
  /** Sequences at once, over all devices. */
  readonly batch: number | null;
  /** Tokens of a sequence before the first step. */
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  /** Time as published, of what `per` says. */
  readonly milliseconds: number;
  /** `token of the batch`: the step's time divided by the sequences of the batch. */
  readonly per: 'decode step' | 'generation' | 'sample' | 'token of the batch';
  /** Steps that the time covers; null if it can't be divided into steps. */
  readonly steps: number | null;
  readonly source: string;
  /** Section, table or heading in the source. */
  readonly place: string;
  /** Copy of the source that was read. */
  readonly seenIn: string;
  /** What the time has in it besides, or leaves out. */
  readonly note: string;
}

/** The published times. The build has held them against `checkSteps`. */
export const PUBLISHED_STEPS = facts as readonly unknown[] as readonly PublishedStep[];

/** Returns milliseconds of one decode step for the whole batch; null if the published time can't be divided into steps. */
export function stepMilliseconds({ milliseconds, steps }: PublishedStep): number | null {
  return steps === null ? null : milliseconds / steps;
}
