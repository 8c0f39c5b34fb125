import { expect, it } from 'vitest';
import { HEAD_ORDERS } from '../../../catalog/headOrder.ts';
import { SHIPPED_MODELS } from '../../../catalog/shippedModels.ts';
import type { AppState } from '../../facts/appState.ts';
import { FIRST_VIEW } from '../../facts/settings.ts';
import { settledState, stateWith } from '../../testing/states.ts';
import { selectKnowsRoles, selectMapOrders } from './mapOrder.ts';

/** The order of the second layer of the shipped model with so many KV heads. */
function shipped(kvHeads: number, layer = 1): readonly number[] | undefined {
  const model = SHIPPED_MODELS.models.find(({ numKvHeads }) => numKvHeads === kvHeads);
  return HEAD_ORDERS[model?.file ?? '']?.[layer];
}

it('orders the maps of trained models as the catalog has it, from the first frame on', () => {
  const state = stateWith(FIRST_VIEW);
  expect(selectMapOrders(state)).toEqual({ mha: shipped(16), gqa: shipped(4), mqa: shipped(1) });
  expect(selectKnowsRoles(state)).toBe(true);
  expect(selectMapOrders(stateWith({ ...FIRST_VIEW, layer: 1 })).mha).toEqual(shipped(16, 0));
});

it('has each head of the shipped models once, and nowhere the order of the numbers', () => {
  const numbers = Array.from({ length: 16 }, (_, head) => head);
  for (const { file } of SHIPPED_MODELS.models)
    for (const layer of [0, 1]) {
      expect(HEAD_ORDERS[file]?.[layer]?.toSorted((a, b) => a - b)).toEqual(numbers);
      expect(HEAD_ORDERS[file]?.[layer]).not.toEqual(numbers);
    }
});

it('keeps the order of the maps on screen until those of other models are there', () => {
  const state = settledState(stateWith(FIRST_VIEW));
  const moved: AppState = { ...state, settings: { ...state.settings, numKvHeads: 2 } };
  expect(selectMapOrders(moved).gqa).toBe(shipped(4));
  expect(selectMapOrders(settledState(moved)).gqa).toBe(shipped(2));
});

it('leaves random weights, and whoever wants numbers, in the order of the numbers', () => {
  expect(selectMapOrders(stateWith())).toEqual({});
  expect(selectKnowsRoles(stateWith())).toBe(false);
  const state = stateWith({ ...FIRST_VIEW, mapOrder: 'number' });
  expect(selectMapOrders(state)).toEqual({});
  expect(selectKnowsRoles(state)).toBe(true);
});
