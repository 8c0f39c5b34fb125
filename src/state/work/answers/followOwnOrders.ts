import { headsByRole } from '../../../attention/labels/roles.ts';
import { MECHANISMS } from '../../../attention/types.ts';
import { HEAD_ORDERS } from '../../../catalog/headOrder.ts';
import { ofPicture } from '../../shown/answers/ofPicture.ts';
import { orderKey } from '../../shown/labels/mapOrder.ts';
import type { Draft } from '../draft.ts';
import type { Follower } from './follow.ts';

/** Keeps in which order heads stand by what they do, of models that the catalog does not know: as their first labels had it. */
export function followOwnOrders(draft: Draft): Follower {
  const leave = draft.follow(() => {
    const state = draft.getState();
    const labels = ofPicture(state.labels, state);
    const trained = state.result?.request.config.trained;
    if (!labels || !trained) return;
    const found = MECHANISMS.flatMap((mechanism) => {
      const [model, ofHeads] = [trained.models[mechanism], labels[mechanism]];
      const key = orderKey(model, trained.layer);
      const isKnown = HEAD_ORDERS[model] !== undefined || state.ownOrders[key] !== undefined;
      return isKnown || !ofHeads ? [] : [[key, headsByRole([ofHeads])] as const];
    });
    if (found.length > 0) draft.change({ ownOrders: { ...state.ownOrders, ...Object.fromEntries(found) } });
  });
  return { stop: leave };
}
