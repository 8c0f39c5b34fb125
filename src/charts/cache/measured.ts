import { paddedWidth, TEXEL } from '../../attention/decoding/allocatedCache.ts';
import { formatCount, formatCountOf } from '../../attention/numbers/format.ts';
import { MECHANISM_SHORT } from '../../attention/sharing.ts';
import type { Mechanism } from '../../attention/types.ts';
import type { CacheLine } from './lines.ts';

/** A KV cache that was allocated, in float32 and for one sequence. */
export interface MeasuredBytes {
  readonly mechanism: Mechanism;
  readonly headDim: number;
  /** Those that it has room for. */
  readonly tokens: number;
  readonly layers: number;
  /** As the backend accounts for them. */
  readonly bytes: number;
}

/** What was measured at a length: "measured: MHA 24,576 B, … for 24 tokens, 1 layer, float32"; or what the rings are. */
export function measuredSentence(
  lines: readonly CacheLine[],
  measured: readonly MeasuredBytes[],
  tokens: number,
): string {
  const here = measured.filter((cache) => cache.tokens === tokens);
  const [first] = here;
  if (!first) return 'Rings: caches that this page allocated, with the bytes that its backend accounts for.';
  const figures = here.map(({ mechanism, bytes }) => `${MECHANISM_SHORT[mechanism]} ${formatCount(bytes)} B`);
  const what = `measured: ${figures.join(', ')} for ${formatCountOf(tokens, 'token')}, ${formatCountOf(first.layers, 'layer')}, float32`;
  const formulas = here.map((cache) => formulaBytes(lines, cache));
  if (here.every(({ bytes }, index) => bytes === formulas[index])) return `${what}: the bytes of the formula.`;
  const formula = formulas.map((bytes) => `${formatCount(bytes)} B`).join(', ');
  const padded = paddedWidth(first.headDim);
  const why =
    padded === first.headDim
      ? ''
      : `, for a head’s ${formatCountOf(first.headDim, 'feature')} take the room of ${padded}: the GPU’s texels hold ${TEXEL} numbers each`;
  return `${what}. The formula has ${formula}${why}.`;
}

function formulaBytes(lines: readonly CacheLine[], { mechanism, tokens }: MeasuredBytes): number {
  return lines.find((line) => line.mechanism === mechanism)?.bytesAt(tokens) ?? Number.NaN;
}

/** Returns the length at a horizontal position: that of a measured cache, if one is as near as a finger’s breadth of text. */
export function lengthNear(
  px: number,
  measured: readonly MeasuredBytes[],
  { x, tokensAt }: { readonly x: (tokens: number) => number; readonly tokensAt: (px: number) => number },
  fontSize: number,
): number {
  const near = measured
    .map(({ tokens }) => ({ tokens, distance: Math.abs(x(tokens) - px) }))
    .filter(({ distance }) => distance <= 0.5 * fontSize)
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.tokens ?? tokensAt(px);
}

/** Returns the length that a key leads to, `next`, but halts at the first measured cache on the way there. */
export function stopsAtMeasured(
  length: number,
  next: number | undefined,
  measured: readonly MeasuredBytes[],
): number | undefined {
  if (next === undefined) return undefined;
  const between = measured
    .map(({ tokens }) => tokens)
    .filter((tokens) => (tokens - length) * (tokens - next) < 0)
    .sort((a, b) => Math.abs(a - length) - Math.abs(b - length));
  return between[0] ?? next;
}
