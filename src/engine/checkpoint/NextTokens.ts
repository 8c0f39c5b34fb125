import type { CheckpointPlan } from '../../attention/checkpoint/plan.ts';
import type { TensorSource } from '../../attention/checkpoint/tensorSource.ts';
import { normalize } from './hostMath.ts';
import { commonLength } from './knownTokens.ts';
import type { Working } from './ModelPass.ts';
import { namingPart } from './notFinite.ts';
import { type Projecting, projectInPieces } from './projection.ts';
import { readNorm } from './readNorm.ts';
import { WeightPieces } from './weightPieces.ts';

/** Likeliest tokens that are told. */
const MOST_TOLD = 5;

/** What a model takes for the token after a text, and how well it foretold the text itself. */
export interface Prediction {
  readonly numKvHeads: number;
  /** The likeliest first. */
  readonly next: readonly { readonly id: number; readonly probability: number }[];
  /** −log of the probability of each token but the first, given those before it. */
  readonly nats: readonly number[];
}

/** One variant's stream after the last layer. */
export interface LastStream {
  readonly numKvHeads: number;
  /** [tokens, dModel] */
  readonly rows: Float32Array;
}

/** What was told of a text before. */
interface Told {
  readonly ids: readonly number[];
  readonly nats: readonly number[];
}

/** A row of scores that come a piece at a time. */
interface RowScores {
  readonly variant: number;
  readonly token: number;
  /** The largest score so far, and the sum of exp(score − largest). */
  largest: number;
  sum: number;
  /** The score of the token that really comes next. */
  ofNext: number;
  likeliest: { id: number; score: number }[];
}

/**
 * The model's last projection, a piece of the vocabulary at a time. Of a text that was told before, only what comes after its
 * first changed token is projected again.
 */
export class NextTokens {
  readonly #source: TensorSource;
  readonly #plan: CheckpointPlan;
  readonly #told = new Map<number, Told>();

  constructor(source: TensorSource, plan: CheckpointPlan) {
    this.#source = source;
    this.#plan = plan;
  }

  async predict(working: Working, ids: readonly number[], streams: readonly LastStream[]): Promise<Prediction[]> {
    const weights = new WeightPieces(this.#source, [this.#plan.head], working.buffers);
    try {
      return await namingPart('The last projection', () => this.#predict({ ...working, weights }, ids, streams));
    } finally {
      await weights.end();
    }
  }

  async #predict(
    projecting: Projecting,
    ids: readonly number[],
    streams: readonly LastStream[],
  ): Promise<Prediction[]> {
    const { config, finalNorm, head } = this.#plan;
    const norm = await readNorm(this.#source, finalNorm);
    const firsts = streams.map(({ numKvHeads }) => {
      const told = this.#told.get(numKvHeads);
      // The last row that was the same before may have another token to foretell.
      return Math.max(0, Math.min(commonLength(told?.ids ?? [], ids), ids.length) - 1);
    });
    const rows = streams.flatMap((_, variant) => rowsOf(variant, firsts[variant] ?? 0, ids.length));
    const stream = new Float32Array(rows.length * config.dModel);
    for (const [row, { variant, token }] of rows.entries()) {
      const all = streams[variant]?.rows ?? new Float32Array();
      stream.set(all.subarray(token * config.dModel, (token + 1) * config.dModel), row * config.dModel);
    }
    const finals = normalize(stream, norm, config.norm, config.epsilon);
    for await (const { first, count, values } of projectInPieces(projecting, head, finals))
      for (const [row, scores] of rows.entries())
        add(scores, values.subarray(row * count, (row + 1) * count), first, ids);
    return streams.map(({ numKvHeads }, variant) => {
      const own = rows.filter((row) => row.variant === variant);
      const before = this.#told.get(numKvHeads)?.nats.slice(0, firsts[variant]) ?? [];
      const nats = [
        ...before,
        ...own.filter(({ token }) => token < ids.length - 1).map((row) => logSum(row) - row.ofNext),
      ];
      this.#told.set(numKvHeads, { ids, nats });
      const last = own.at(-1);
      const next = (last?.likeliest ?? []).map(({ id, score }) => ({
        id,
        probability: last ? Math.exp(score - logSum(last)) : 0,
      }));
      return { numKvHeads, next, nats };
    });
  }
}

function rowsOf(variant: number, first: number, tokens: number): RowScores[] {
  return Array.from({ length: tokens - first }, (_, index) => ({
    variant,
    token: first + index,
    ...{ largest: -Infinity, sum: 0, ofNext: Number.NaN, likeliest: [] },
  }));
}

/** Takes the scores of tokens `first` and on into a row. */
function add(row: RowScores, scores: Float32Array, first: number, ids: readonly number[]): void {
  let largest = row.largest;
  for (let index = 0; index < scores.length; index++) largest = Math.max(largest, scores[index] as number);
  let sum = row.sum * Math.exp(row.largest - largest);
  for (let index = 0; index < scores.length; index++) sum += Math.exp((scores[index] as number) - largest);
  row.largest = largest;
  row.sum = sum;
  const next = ids[row.token + 1];
  if (next !== undefined) {
    if (next >= first && next < first + scores.length) row.ofNext = scores[next - first] as number;
    return;
  }
  for (let index = 0; index < scores.length; index++) {
    const score = scores[index] as number;
    if (row.likeliest.length === MOST_TOLD && score <= (row.likeliest.at(-1)?.score ?? -Infinity)) continue;
    const at = row.likeliest.findIndex((told) => told.score < score);
    row.likeliest.splice(at < 0 ? row.likeliest.length : at, 0, { id: first + index, score });
    row.likeliest.length = Math.min(row.likeliest.length, MOST_TOLD);
  }
}

function logSum({ largest, sum }: RowScores): number {
  return largest + Math.log(sum);
}
