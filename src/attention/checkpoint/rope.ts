import type { Rope } from './config.ts';

/** Cosines and sines of all positions, [positions, width / 2] each, row-major, by which q and k turn. */
export interface RopeTable {
  /** Features of a head that turn: i and i + width / 2 together. */
  readonly width: number;
  readonly positions: number;
  readonly cos: Float64Array;
  readonly sin: Float64Array;
}

/** Returns by how much each pair of features turns at each position, in float64: a GPU's copy is rounded once. */
export function ropeTable(rope: Rope, positions: number): RopeTable {
  const half = rope.width / 2;
  const frequencies = ropeFrequencies(rope);
  const factor = rope.scaling?.kind === 'yarn' ? rope.scaling.attentionFactor : 1;
  const angle = (index: number) => Math.floor(index / half) * (frequencies[index % half] as number);
  return {
    width: rope.width,
    positions,
    cos: Float64Array.from({ length: positions * half }, (_, index) => Math.cos(angle(index)) * factor),
    sin: Float64Array.from({ length: positions * half }, (_, index) => Math.sin(angle(index)) * factor),
  };
}

/**
 * Returns radians a position of each pair of features, scaled as config.json says.
 * Source: Su et al. 2021; the scalings as transformers has them in `modeling_rope_utils.py`.
 */
export function ropeFrequencies({ width, theta, scaling }: Rope): Float64Array {
  const plain = Float64Array.from({ length: width / 2 }, (_, index) => theta ** ((-2 * index) / width));
  if (!scaling) return plain;
  if (scaling.kind === 'linear') return plain.map((frequency) => frequency / scaling.factor);
  if (scaling.kind === 'yarn') {
    const ramp = yarnRamp(width, theta, scaling);
    // 1 on the ramp is a wave so long that it is interpolated, 0 one that is kept.
    return plain.map((frequency, index) => frequency * (1 - ramp(index) + ramp(index) / scaling.factor));
  }
  const { factor, lowFreqFactor, highFreqFactor, originalPositions } = scaling;
  return plain.map((frequency) => {
    const turns = (originalPositions * frequency) / (2 * Math.PI);
    if (turns > highFreqFactor) return frequency;
    if (turns < lowFreqFactor) return frequency / factor;
    const smooth = (turns - lowFreqFactor) / (highFreqFactor - lowFreqFactor);
    return ((1 - smooth) * frequency) / factor + smooth * frequency;
  });
}

/** Source: Peng et al. 2023, YaRN, section 3.2. */
function yarnRamp(
  width: number,
  theta: number,
  { betaFast, betaSlow, originalPositions, truncates }: Extract<Rope['scaling'], { kind: 'yarn' }>,
): (index: number) => number {
  const featureOf = (turns: number) =>
    (width * Math.log(originalPositions / (turns * 2 * Math.PI))) / (2 * Math.log(theta));
  const [fast, slow] = [featureOf(betaFast), featureOf(betaSlow)];
  const low = Math.max(truncates ? Math.floor(fast) : fast, 0);
  const high = Math.min(truncates ? Math.ceil(slow) : slow, width - 1);
  const length = low === high ? 0.001 : high - low;
  return (index) => Math.min(1, Math.max(0, (index - low) / length));
}
