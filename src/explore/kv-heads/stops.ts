import { kvHeadChoices } from '../../attention/sharing.ts';
import { SHIPPED_MODELS } from '../../catalog/shippedModels.ts';
import { type Spread, spreadOf, TRAINED_MODELS } from '../../catalog/trainedModels.ts';
import type { WeightsChoice } from '../../state/facts/settings.ts';

/** What stands under one stop of KV heads. */
export interface KvStop {
  readonly kvHeads: number;
  /** Which mechanism GQA is at this end; null between the ends. */
  readonly end: 'MQA' | 'MHA' | null;
  /** Of MHA's KV cache, 0 … 1. */
  readonly cacheShare: number;
  /** Measured loss of the models trained with so many; none of random weights, which learned nothing. */
  readonly loss: Spread | undefined;
  /** Whether the model that ships got stuck in training. */
  readonly isStuck: boolean;
}

/** The stops that so many query heads allow, ascending. */
export function kvStops(numHeads: number, weights: WeightsChoice): KvStop[] {
  return kvHeadChoices(numHeads).map((kvHeads) => {
    const model =
      weights === 'trained' ? TRAINED_MODELS.models.find(({ numKvHeads }) => numKvHeads === kvHeads) : undefined;
    return {
      kvHeads,
      end: endOf(kvHeads, numHeads),
      cacheShare: kvHeads / numHeads,
      loss: model && spreadOf(model, 'loss'),
      isStuck: model !== undefined && SHIPPED_MODELS.stuck.includes(kvHeads),
    };
  });
}

function endOf(kvHeads: number, numHeads: number): KvStop['end'] {
  if (numHeads === 1) return null;
  if (kvHeads === 1) return 'MQA';
  return kvHeads === numHeads ? 'MHA' : null;
}
