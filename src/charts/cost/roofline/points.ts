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

/** What a GPU, or several together, can do at best. */
export interface Roof {
  /** FLOP a second. */
  readonly peakFlops: number;
  /** Bytes a second. */
  readonly bandwidth: number;
}

/** FLOP a second that are possible at an intensity: what the memory feeds, up to what can be computed. */
export function attainable({ peakFlops, bandwidth }: Roof, intensity: number): number {
  return Math.min(peakFlops, intensity * bandwidth);
}

/** The intensity from which on a step waits for arithmetic, in FLOP a byte. */
export function ridgeOf({ peakFlops, bandwidth }: Roof): number {
  return peakFlops / bandwidth;
}

const threeDigits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });
const RATES = ['FLOP/s', 'kFLOP/s', 'MFLOP/s', 'GFLOP/s', 'TFLOP/s', 'PFLOP/s', 'EFLOP/s'] as const;

/** "989 TFLOP/s". */
export function rateText(flops: number): string {
  let [value, unit] = [flops, 0];
  while (value >= 999.5 && unit < RATES.length - 1) [value, unit] = [value / 1000, unit + 1];
  return `${threeDigits.format(value)} ${RATES[unit]}`;
}

/** "295", "1.12", "12,300": FLOP a byte. */
export function intensityText(intensity: number): string {
  return intensity >= 1000 ? formatCount(intensity) : threeDigits.format(intensity);
}

/** "4.79 ms", "1.23 s". */
export function millisecondsText(ms: number): string {
  return ms >= 999.5 ? `${threeDigits.format(ms / 1000)} s` : `${threeDigits.format(ms)} ms`;
}

/** "GQA-8 decode ≥ 9.3 ms". */
export function pointLabel({ name, phase, boundMs }: RooflinePoint): string {
  return `${name} ${phase} ≥ ${millisecondsText(boundMs)}`;
}

/** A point in words. */
export function pointSentence(point: RooflinePoint, roof: Roof): string {
  const bound = point.intensity >= ridgeOf(roof) ? 'compute' : 'memory';
  return `${pointLabel(point)} at ${intensityText(point.intensity)} FLOP/B, bound by ${bound}`;
}
