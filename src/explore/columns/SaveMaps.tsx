import { MECHANISM_NAMES, MECHANISM_SHORT } from '../../attention/sharing.ts';
import type { Mechanism } from '../../attention/types.ts';
import type { ColorTable } from '../../charts/heat/colorTables.ts';
import { gridPng } from '../../charts/heat/gridPng.ts';
import { mapCsv } from '../../charts/heat/mapCsv.ts';
import type { Maps } from '../../charts/heat/maps.ts';
import type { Theme } from '../../charts/palette.ts';
import { SaveMenu } from '../../charts/save/SaveMenu.tsx';
import { useShownTokens } from '../../state/shownTokens.ts';
import { useActions } from '../../state/useAppState.tsx';
import { useMapsCaption } from '../../state/useRunCaption.ts';

interface Props {
  readonly mechanism: Mechanism;
  readonly maps: Maps;
  readonly table: ColorTable;
  readonly theme: Theme;
}

/** Saves a column's maps: PNG with legend and caption, or CSV with every weight. */
export function SaveMaps({ mechanism, maps, table, theme }: Props) {
  const settings = useMapsCaption();
  const { labels } = useShownTokens();
  const { notify } = useActions();
  const short = MECHANISM_SHORT[mechanism];
  return (
    <SaveMenu
      label={`${short} maps`}
      fileName={`headroom-${short.toLowerCase()}-maps`}
      png={() =>
        gridPng({
          mechanism,
          title: MECHANISM_NAMES[mechanism],
          maps,
          table,
          theme,
          settings,
          fontFamily: getComputedStyle(document.body).fontFamily,
        })
      }
      csv={() => mapCsv(maps, labels, settings)}
      onError={(text) => notify({ id: 'save', kind: 'error', text })}
    />
  );
}
