import { MECHANISMS, type Mechanism } from '../../../attention/types.ts';
import { HEAD_ORDERS } from '../../../catalog/headOrder.ts';
import type { AppState } from '../../facts/appState.ts';
import { derive } from '../derive.ts';
import { selectTrainedLayer } from '../modelSelectors.ts';

/** The query heads of each mechanism in the order of their places on screen; by number where there is none. */
type MapOrders = Readonly<Partial<Record<Mechanism, readonly number[]>>>;

/**
 * Heads by what they do, for the models of the picture on screen; empty if weights are random. The order belongs to the model,
 * not to the text: the catalog has it for those that ship, and of the user's own the first labels count. So no map moves
 * while one types or labels come, and moving KV heads moves GQA's, whose heads are other ones then.
 */
const selectRoleOrders: (state: AppState) => MapOrders = derive(
  (state) => {
    const { result } = state;
    return [result ? result.request.config.trained : selectTrainedLayer(state), state.ownOrders] as const;
  },
  (trained, ownOrders) => {
    if (!trained) return {};
    const entries = MECHANISMS.flatMap((mechanism) => {
      const model = trained.models[mechanism];
      const order = HEAD_ORDERS[model]?.[trained.layer] ?? ownOrders[orderKey(model, trained.layer)];
      return order ? [[mechanism, order] as const] : [];
    });
    return Object.fromEntries(entries);
  },
);

const BY_NUMBER: MapOrders = {};

/** The order in which the maps on screen stand. */
export function selectMapOrders(state: AppState): MapOrders {
  return state.settings.mapOrder === 'role' ? selectRoleOrders(state) : BY_NUMBER;
}

/** True when there is a choice: heads have roles, and those are known. */
export function selectKnowsRoles(state: AppState): boolean {
  return Object.keys(selectRoleOrders(state)).length > 0;
}

/** Names one layer of one model in `ownOrders`. */
export function orderKey(model: string, layer: number): string {
  return `${model}, layer ${layer + 1}`;
}
