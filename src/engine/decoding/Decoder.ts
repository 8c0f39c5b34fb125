import { tidy } from '@tensorflow/tfjs-core';
import type { RunRequest } from '../../attention/run/request.ts';
import { runKey } from '../../attention/run/sameRun.ts';
import { runInput } from '../../attention/runInput.ts';
import { shapeOf } from '../../attention/sharing.ts';
import type { Mechanism } from '../../attention/types.ts';
import { nextTurn } from '../../threads/nextTurn.ts';
import type { DecodedTokens, DecodeResult, DecodeTimes } from '../Engine.ts';
import type { HostLayers } from '../forward/hostLayers.ts';
import { LazyLayers } from '../forward/lazyLayers.ts';
import { KeptMatrices } from '../ops/keptMatrices.ts';
import type { AttentionOps, Matrix, QueryRange } from '../ops/ops.ts';
import { readBack } from '../ops/readBack.ts';
import { type FedTokens, feedTokens } from './feedTokens.ts';
import { MechanismCache } from './MechanismCache.ts';

/** Scores and weights of the tokens that are fed at once take no more bytes. */
const FED_BYTES = 32 * 2 ** 20;

/** The caches of one configuration, and the tokens whose K and V are in them. */
interface Session {
  readonly key: string;
  readonly caches: ReadonlyMap<Mechanism, MechanismCache>;
  tokens: readonly string[];
}

/** Milliseconds of one mechanism's steps so far, and the cache that they use. */
interface Timed {
  readonly cache: MechanismCache;
  readonly cachedMs: number[];
  readonly recomputedMs: number[];
}

/** Decodes token by token, with a KV cache a mechanism that stays in the backend's memory from one step to the next. */
export class Decoder {
  readonly #ops: AttentionOps;
  readonly #weights = new KeptMatrices();
  readonly #lazy: LazyLayers;
  #session: Session | undefined;

  constructor(ops: AttentionOps, layers: HostLayers) {
    this.#ops = ops;
    this.#lazy = new LazyLayers(ops, layers, this.#weights);
  }

  /** See `Engine.decode`. Stops with the signal's reason between steps once aborted; what was fed until then is known. */
  async decode(request: RunRequest, capacity: number, signal: AbortSignal): Promise<Omit<DecodeResult, 'computeMs'>> {
    const session = this.#sessionFor(request, capacity);
    const { length } = request.tokens;
    const first = Math.min(commonLength(session.tokens, request.tokens), length - 1);
    session.tokens = session.tokens.slice(0, first);
    const parts: { readonly range: QueryRange; readonly read: Read }[] = [];
    for (const range of this.#rangesOf(request, first)) {
      if (parts.length > 0) await nextTurn();
      signal.throwIfAborted();
      parts.push({ range, read: await this.#feedAndRead(session, request, range) });
    }
    const mechanisms = [...session.caches].map(([mechanism, cache]) => {
      const { numHeads, numKvHeads } = shapeOf(mechanism, request.config);
      const rows = new Float32Array(numHeads * (length - first) * length);
      const output = new Float32Array((length - first) * request.config.dModel);
      for (const { range, read } of parts) {
        placeRows(rows, valuesOf(read, `${mechanism} rows`), { numHeads, first, length }, range);
        output.set(valuesOf(read, `${mechanism} output`), (range.first - first) * request.config.dModel);
      }
      const decoded: DecodedTokens = { numHeads, numKvHeads, rows, output, cache: cache.measure };
      return [mechanism, decoded] as const;
    });
    return { request, first, count: length - first, mechanisms: Object.fromEntries(mechanisms) };
  }

  /** See `Engine.timeDecode`. The caches of `decode` are left as they are. */
  async time(
    request: RunRequest,
    attempts: number,
    signal: AbortSignal,
  ): Promise<Partial<Record<Mechanism, DecodeTimes>>> {
    const last = request.tokens.length - 1;
    const lanes: { readonly mechanism: Mechanism; readonly times: Timed }[] = [];
    try {
      for (const mechanism of request.mechanisms) {
        const cache = new MechanismCache(this.#ops, mechanism, request.config, request.tokens.length);
        lanes.push({ mechanism, times: { cache, cachedMs: [], recomputedMs: [] } });
      }
      // The first of each is not counted: it uploads weights, and allocates what the others use again. Then by turns:
      // whatever else the machine does slows all alike.
      for (let attempt = -1; attempt < attempts; attempt++) {
        for (const { mechanism, times } of lanes) {
          const recomputedMs = await this.#timeFrom(0, request, mechanism, times.cache, signal);
          const cachedMs = await this.#timeFrom(last, request, mechanism, times.cache, signal);
          if (attempt < 0) continue;
          times.recomputedMs.push(recomputedMs);
          times.cachedMs.push(cachedMs);
        }
      }
      const measured = ({ cache, ...ms }: Timed): DecodeTimes => ({ ...ms, cache: cache.measure });
      return Object.fromEntries(lanes.map(({ mechanism, times }) => [mechanism, measured(times)]));
    } finally {
      for (const { times } of lanes) times.cache.free();
      if (!this.#session) this.#weights.clear();
    }
  }

  /** Frees the caches and their weights. */
  clear(): void {
    for (const cache of this.#session?.caches.values() ?? []) cache.free();
    this.#session = undefined;
    this.#weights.clear();
  }

  /** Milliseconds until the output at the last token can be read, if what comes before `first` is known. */
  async #timeFrom(
    first: number,
    request: RunRequest,
    mechanism: Mechanism,
    cache: MechanismCache,
    signal: AbortSignal,
  ): Promise<number> {
    await nextTurn();
    signal.throwIfAborted();
    const feed = (range: QueryRange) => this.#feed(cache, mechanism, request, range);
    const ranges = this.#rangesOf(request, first);
    const start = performance.now();
    for (const range of ranges.slice(0, -1)) tidy(() => void feed(range));
    await readBack(this.#ops, () => ({ output: feed(ranges.at(-1) ?? { first, count: 1 }).output() }));
    return performance.now() - start;
  }

  #sessionFor(request: RunRequest, capacity: number): Session {
    const { config, mechanisms } = request;
    const key = [runKey({ ...request, tokens: [] }), mechanisms.join(' '), capacity].join(' ');
    if (this.#session?.key === key) return this.#session;
    this.clear();
    const caches = mechanisms.map((each) => [each, new MechanismCache(this.#ops, each, config, capacity)] as const);
    this.#session = { key, caches: new Map(caches), tokens: [] };
    return this.#session;
  }

  async #feedAndRead(session: Session, request: RunRequest, range: QueryRange): Promise<Read> {
    const read = await readBack(this.#ops, () => {
      const matrices: Record<string, Matrix> = {};
      for (const [mechanism, cache] of session.caches) {
        const fed = this.#feed(cache, mechanism, request, range);
        matrices[`${mechanism} rows`] = fed.attentionWeights;
        matrices[`${mechanism} output`] = fed.output();
      }
      return matrices;
    });
    session.tokens = request.tokens.slice(0, range.first + range.count);
    return read;
  }

  #feed(cache: MechanismCache, mechanism: Mechanism, { tokens, config }: RunRequest, range: QueryRange): FedTokens {
    const fed = tokens.slice(range.first, range.first + range.count);
    return feedTokens(this.#lazy, cache, mechanism, config, runInput(fed, config, range.first), range);
  }

  /** The tokens from `first` on, as many at a time as fit `FED_BYTES`. */
  #rangesOf({ tokens, config }: RunRequest, first: number): QueryRange[] {
    const atOnce = Math.max(1, Math.floor(FED_BYTES / (8 * config.numHeads * tokens.length)));
    const count = Math.ceil((tokens.length - first) / atOnce);
    return Array.from({ length: count }, (_, index) => {
      const start = first + index * atOnce;
      return { first: start, count: Math.min(atOnce, tokens.length - start) };
    });
  }
}

type Read = Awaited<ReturnType<typeof readBack<string>>>;

function valuesOf(read: Read, name: string): Float32Array {
  const matrix = read[name];
  if (!matrix) throw new Error(`The backend returned no ${name}.`);
  return matrix.values;
}

/** Writes `part` [numHeads, range.count, its tokens] into `rows` [numHeads, length − first, length]. */
function placeRows(
  rows: Float32Array,
  part: Float32Array,
  { numHeads, first, length }: { readonly numHeads: number; readonly first: number; readonly length: number },
  range: QueryRange,
): void {
  const end = range.first + range.count;
  for (let head = 0; head < numHeads; head++) {
    for (let index = 0; index < range.count; index++) {
      const from = (head * range.count + index) * end;
      const to = (head * (length - first) + range.first - first + index) * length;
      rows.set(part.subarray(from, from + end), to);
    }
  }
}

function commonLength(a: readonly string[], b: readonly string[]): number {
  const differs = a.findIndex((token, position) => token !== b[position]);
  return differs < 0 ? a.length : differs;
}
