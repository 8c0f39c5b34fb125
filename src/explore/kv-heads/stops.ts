import type { MedianAndRange } from '../../attention/numbers/medianAndRange.ts';
import { kvHeadChoices } from '../../attention/sharing.ts';
import { SHIPPED_MODELS, shippedModel } from '../../catalog/shippedModels.ts';
import type { WeightsChoice } from '../../state/facts/settings.ts';

/** What stands under one stop of KV heads. */
export interface KvStop {
  readonly kvHeads: number;
  /** Which mechanism GQA is at this end; null between the ends. */
  readonly end: 'MQA' | 'MHA' | null;
  /** Of MHA's KV cache, 0 … 1. */
  readonly cacheShare: number;
  /** Measured losses of the models trained with so many; none of random weights, which learned nothing. */
  readonly loss: MedianAndRange | undefined;
  /** Whether the model that ships got stuck in training. */
  readonly isStuck: boolean;
}

/** The stops that so many query heads allow, ascending. `stuck` are the KV heads of shipped models that got stuck. */
export function kvStops(numHeads: number, weights: WeightsChoice, stuck = SHIPPED_MODELS.stuck): KvStop[] {
  return kvHeadChoices(numHeads).map((kvHeads) => {
    const model = weights === 'trained' ? shippedModel(kvHeads) : undefined;
    return {
      kvHeads,
      end: endOf(kvHeads, numHeads),
      cacheShare: kvHeads / numHeads,
      loss: model?.loss,
      isStuck: model !== undefined && stuck.includes(kvHeads),
    };
  });
}

function endOf(kvHeads: number, numHeads: number): KvStop['end'] {
  if (numHeads === 1) return null;
  if (kvHeads === 1) return 'MQA';
  return kvHeads === numHeads ? 'MHA' : null;
}
