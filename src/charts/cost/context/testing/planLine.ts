import { cacheBytes, isWindowed } from '../../../../attention/cost/cacheBytes.ts';
import type { CachePlan } from '../../../../attention/cost/cachedLayers.ts';
import type { ElementFormat } from '../../../../attention/cost/elementTypes.ts';
import type { CostAccent } from '../../shared/accents.ts';
import type { ContextLine } from '../lines.ts';

interface PlanLine {
  readonly name: string;
  readonly accent: CostAccent;
  /** The plan of one GPU, or of the whole model: that of the memory beside it. */
  readonly plan: CachePlan;
  readonly format: ElementFormat;
  /** Sequences at once. */
  readonly sequences: number;
}

/** Returns the line of a cache alone, without weights and blocks. */
export function planLine({ name, accent, plan, format, sequences }: PlanLine): ContextLine {
  const windows = plan.layers.filter(isWindowed).map(({ window }) => window);
  return {
    name,
    accent,
    bytesAt: (tokens) => cacheBytes(plan, format, { tokens, sequences }).total,
    kinks: [...new Set(windows.filter((window) => window !== null))].sort((a, b) => a - b),
  };
}
