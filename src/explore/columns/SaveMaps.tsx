import { MECHANISM_NAMES, MECHANISM_SHORT } from '../../attention/sharing.ts';
import type { Mechanism } from '../../attention/types.ts';
import type { Maps } from '../../charts/cells/maps.ts';
import type { ColorTable } from '../../charts/color/colorTables.ts';
import type { Theme } from '../../charts/color/palette.ts';
import { SaveGrid } from '../../charts/heat/picture/SaveGrid.tsx';
import { useActions, useAppState, useAppStore } from '../../state/shown/hooks/useAppState.tsx';
import { useMapsCaption } from '../../state/shown/hooks/useRunCaption.ts';
import { selectHeadNotes } from '../../state/shown/labels/headNotes.ts';
import { selectMapOrders } from '../../state/shown/labels/mapOrder.ts';
import { useShownTokens } from '../../state/shown/shownTokens.ts';

interface Props {
  readonly mechanism: Mechanism;
  readonly maps: Maps;
  readonly table: ColorTable;
  readonly theme: Theme;
}

/** Saves a column's maps: as a picture with the labels of trained heads, or every weight. */
export function SaveMaps({ mechanism, maps, table, theme }: Props) {
  const store = useAppStore();
  const settings = useMapsCaption();
  const isOrdered = useAppState((state) => selectMapOrders(state)[mechanism] !== undefined);
  const { labels } = useShownTokens();
  const { notify } = useActions();
  const short = MECHANISM_SHORT[mechanism];
  return (
    <SaveGrid
      {...{ mechanism, maps, table, theme }}
      name={short}
      title={MECHANISM_NAMES[mechanism]}
      fileName={`headroom-${short.toLowerCase()}-maps`}
      tokens={labels}
      settings={() => (isOrdered ? [...settings, 'heads by number'] : settings)}
      notes={() => selectHeadNotes(store.getState())?.[mechanism]}
      onError={(text) => notify({ id: 'save', kind: 'error', text })}
    />
  );
}
