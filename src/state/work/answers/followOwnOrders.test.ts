import { expect, it } from 'vitest';
import type { HeadLabel } from '../../../attention/labels/headLabels.ts';
import type { TrainedLayer } from '../../../attention/types.ts';
import { SHIPPED_MODELS } from '../../../catalog/shippedModels.ts';
import { FIRST_VIEW } from '../../facts/settings.ts';
import { selectKnowsRoles, selectMapOrders } from '../../shown/labels/mapOrder.ts';
import { createAppStore } from '../../store.ts';
import { settledState } from '../../testing/states.ts';
import { memoryStorage } from '../../testing/testDoubles.ts';
import { openDraft } from '../draft.ts';
import { followOwnOrders } from './followOwnOrders.ts';

const NONE: HeadLabel = { kind: 'none' };
const DIFFUSE: HeadLabel = { kind: 'diffuse', evenness: 0.95 };

/** A page with a picture of these models, whose labels come when a test says so. */
function setUp(models: TrainedLayer['models'], layer = 1) {
  const store = createAppStore({ storage: memoryStorage, settings: FIRST_VIEW });
  const { result } = settledState(store.getState());
  if (!result) throw new Error('There is no picture.');
  const { request } = result;
  const of = { ...request, config: { ...request.config, trained: { layer, models } } };
  store.setState({ result: { ...result, request: of } });
  const follower = followOwnOrders(openDraft(store));
  const label = (mha: readonly HeadLabel[]) =>
    store.setState({ labels: { phase: 'here', known: { of, value: { mha } } } });
  return { store, follower, label };
}

const OWN = { mha: 'own 1 mha', gqa: 'own 1 gqa', mqa: 'own 1 mqa' };

it('orders the user’s own models by their first labels, and keeps that whatever a later text says', () => {
  const { store, label } = setUp(OWN);
  expect(selectMapOrders(store.getState())).toEqual({});
  expect(selectKnowsRoles(store.getState())).toBe(false);
  label([NONE, NONE, DIFFUSE]);
  expect(selectMapOrders(store.getState())).toEqual({ mha: [2, 0, 1] });
  label([NONE, DIFFUSE, NONE]);
  expect(selectMapOrders(store.getState())).toEqual({ mha: [2, 0, 1] });
});

it('writes nothing of models that the catalog knows, and nothing once it has ended', () => {
  const shipped = SHIPPED_MODELS.models[0]?.file ?? '';
  const known = setUp({ ...OWN, mha: shipped });
  known.label([NONE, DIFFUSE]);
  expect(known.store.getState().ownOrders).toEqual({});
  const { store, label, follower } = setUp(OWN);
  follower.stop();
  label([NONE, DIFFUSE]);
  expect(store.getState().ownOrders).toEqual({});
});
