import type { AppState } from '../../facts/appState.ts';
import type { CheckpointPrediction } from '../../facts/checkpoint/checkpointState.ts';
import { derive } from '../derive.ts';

/** What the model with so many KV heads foretells. */
export interface PricedPrediction extends CheckpointPrediction {
  /** Nats a token more than with the model's own KV heads; null if it has these, or copies of them, or if one is not known. */
  readonly price: number | null;
}

/** Gives what a column foretells, and what its pooling costs in that; undefined until it is known. */
export const selectPrice: (state: AppState) => (numKvHeads: number) => PricedPrediction | undefined = derive(
  ({ checkpoint: { model, predictions } }) => [model, predictions] as const,
  (model, predictions) => {
    const own = model?.config.numKvHeads ?? 0;
    const ofOwn = predictions?.find(({ numKvHeads }) => numKvHeads === own)?.natsPerToken ?? null;
    const priced = new Map(
      predictions?.map((prediction): [number, PricedPrediction] => {
        const { numKvHeads, natsPerToken } = prediction;
        const price = numKvHeads < own && natsPerToken !== null && ofOwn !== null ? natsPerToken - ofOwn : null;
        return [numKvHeads, { ...prediction, price }];
      }),
    );
    // Copies foretell what the model itself does.
    return (numKvHeads) => priced.get(Math.min(numKvHeads, own));
  },
);
