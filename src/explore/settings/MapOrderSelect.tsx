import { Select } from '../../controls/Select.tsx';
import type { MapOrder } from '../../state/facts/settings.ts';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectKnowsRoles } from '../../state/shown/labels/mapOrder.ts';

const ORDERS: Readonly<Record<MapOrder, string>> = { role: 'by role', number: 'by number' };

/** In which order the maps stand; only if their heads have roles. */
export function MapOrderSelect() {
  const mapOrder = useAppState((state) => state.settings.mapOrder);
  const knowsRoles = useAppState(selectKnowsRoles);
  const { update } = useActions();
  if (!knowsRoles) return null;
  return (
    <Select
      label="Maps"
      value={mapOrder}
      options={ORDERS}
      title="By role: heads that do the same stand together, and in the same order in all three models. It is what they do on the model card’s sentences, so no map moves while you type."
      onChange={(order) => update({ mapOrder: order })}
    />
  );
}
