import { expect, it } from 'vitest';
import type { AppState } from '../../facts/appState.ts';
import { selectPrice } from './price.ts';

const of = (own: number, nats: Readonly<Record<number, number | null>>) =>
  selectPrice({
    checkpoint: {
      model: { config: { numKvHeads: own } },
      predictions: Object.entries(nats).map(([count, natsPerToken]) => ({
        ...{ numKvHeads: Number(count), natsPerToken, next: [] },
      })),
    },
  } as unknown as AppState);

it('pooling costs what it adds to the nats of the model’s own KV heads', () => {
  const price = of(4, { 4: 1.5, 1: 4 });
  expect(price(1)).toMatchObject({ natsPerToken: 4, price: 2.5 });
  expect(price(4)).toMatchObject({ natsPerToken: 1.5, price: null });
});

it('copies foretell what the model does, and cost nothing', () => {
  expect(of(4, { 4: 1.5 })(8)).toMatchObject({ natsPerToken: 1.5, price: null });
});

it('nothing has a price that nothing is known of: a single token, or a model whose own column is away', () => {
  expect(of(4, { 4: null, 1: null })(1)?.price).toBeNull();
  expect(of(4, { 2: 3 })(2)?.price).toBeNull();
  expect(of(4, {})(2)).toBeUndefined();
});
