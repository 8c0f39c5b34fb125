import { formatCount, formatCountOf } from '../numbers/format.ts';
import { parameterCounts } from '../parameters.ts';
import { shapeOf } from '../sharing.ts';
import { MECHANISMS, type RunConfig } from '../types.ts';

const FLOAT32_BYTES = 4;

/** Weights that are computed a few heads at a time rather than all at once: told before, and given up for newer ones. */
const COSTLY_BYTES = 128e6;

export interface RunCost {
  /** Attention weights of all heads, mechanisms and layers, float32. */
  readonly weightBytes: number;
  /** Those of one head, which are in memory together. */
  readonly headBytes: number;
}

type CostConfig = Pick<RunConfig, 'numHeads' | 'trained'>;

/** What a run computes. @param mechanisms how many of them */
export function runCost(tokens: number, config: CostConfig, mechanisms: number): RunCost {
  const headBytes = FLOAT32_BYTES * tokens ** 2;
  return { weightBytes: headBytes * config.numHeads * mechanisms * layerCount(config), headBytes };
}

/** A trained model's second layer reads what the first makes of the tokens: both are computed for it. */
function layerCount({ trained }: CostConfig): number {
  return 1 + (trained?.layer ?? 0);
}

/** Whether a run takes long enough to say so beforehand, and to be given up as soon as another is asked for. */
export function isCostly({ weightBytes }: RunCost): boolean {
  return weightBytes > COSTLY_BYTES;
}

/** "2,048 tokens × 16 heads × 3 mechanisms: 805 MB of weights; computed head by head". A MB is 10⁶ bytes. */
export function costSentence(tokens: number, config: CostConfig, mechanisms: number): string {
  const layers = layerCount(config);
  const factors = [
    formatCountOf(tokens, 'token'),
    formatCountOf(config.numHeads, 'head'),
    formatCountOf(mechanisms, 'mechanism'),
    ...(layers > 1 ? [formatCountOf(layers, 'layer')] : []),
  ];
  return `${factors.join(' × ')}: ${formatMegabytes(runCost(tokens, config, mechanisms).weightBytes)} of weights; computed head by head`;
}

/** Bytes of a run's tensors: the input, and for each mechanism its parameters, weights and output; trained, its own input. */
export function runFileBytes(tokens: number, config: RunConfig): number {
  const maps = (MECHANISMS.length * config.numHeads + 1) * tokens ** 2;
  const inputs = (1 + (config.trained ? MECHANISMS.length : 0)) * tokens * config.dModel;
  const outputs = (MECHANISMS.length + 1) * tokens * config.dModel;
  const parameters = MECHANISMS.map((mechanism) => parameterCounts(shapeOf(mechanism, config), config.bias).total);
  return FLOAT32_BYTES * (maps + inputs + outputs + parameters.reduce((sum, count) => sum + count, 0));
}

/** "805 MB": millions of bytes, not powers of 1,024. */
export function formatMegabytes(bytes: number): string {
  return `${formatCount(bytes / 1e6)} MB`;
}
