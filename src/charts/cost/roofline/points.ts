import { formatCount } from '../../../attention/numbers/format.ts';
import type { CostAccent } from '../shared/accents.ts';

/** One step of one variant. */
export interface RooflinePoint {
  /** "as published", "MHA", "GQA-8", "MQA"; unique among the points of its phase. */
  readonly name: string;
  readonly accent: CostAccent;
  readonly phase: 'decode' | 'prefill';
  /** FLOP a byte, above 0. */
  readonly intensity: number;
  /** The step's lower bound. */
  readonly boundMs: number;
}

/** Most that a GPU, or several together, can do. */
export interface Roof {
  /** FLOP a second. */
  readonly peakFlops: number;
  /** Bytes a second. */
  readonly bandwidth: number;
}

/** Returns the FLOP a second that are possible at an intensity: what the memory feeds, up to what can be computed. */
export function attainable({ peakFlops, bandwidth }: Roof, intensity: number): number {
  return Math.min(peakFlops, intensity * bandwidth);
}

/** Returns the intensity from which on a step waits for arithmetic, in FLOP a byte. */
export function ridgeOf({ peakFlops, bandwidth }: Roof): number {
  return peakFlops / bandwidth;
}

const threeDigits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });
const RATES = ['FLOP/s', 'kFLOP/s', 'MFLOP/s', 'GFLOP/s', 'TFLOP/s', 'PFLOP/s', 'EFLOP/s'] as const;

/** Writes "989 TFLOP/s". */
export function rateText(flops: number): string {
  let [value, unit] = [flops, 0];
  while (value >= 999.5 && unit < RATES.length - 1) [value, unit] = [value / 1000, unit + 1];
  return `${threeDigits.format(value)} ${RATES[unit]}`;
}

/** Writes FLOP a byte: "295", "1.12", "12,300". */
export function intensityText(intensity: number): string {
  return intensity >= 1000 ? formatCount(intensity) : threeDigits.format(intensity);
}

/** Writes "4.79 ms", "1.23 s". */
export function millisecondsText(ms: number): string {
  return ms >= 999.5 ? `${threeDigits.format(ms / 1000)} s` : `${threeDigits.format(ms)} ms`;
}

/** Names a point: "GQA-8 decode ≥ 9.3 ms". */
export function pointLabel({ name, phase, boundMs }: RooflinePoint): string {
  return `${name} ${phase} ≥ ${millisecondsText(boundMs)}`;
}

/** Says a point in words. */
export function pointSentence(point: RooflinePoint, roof: Roof): string {
  const bound = point.intensity >= ridgeOf(roof) ? 'compute' : 'memory';
  return `${pointLabel(point)} at ${intensityText(point.intensity)} FLOP/B, bound by ${bound}`;
}
