import { MECHANISM_NAMES, MECHANISM_SHORT } from '../../attention/sharing.ts';
import type { Mechanism } from '../../attention/types.ts';
import type { ColorTable } from '../../charts/heat/colorTables.ts';
import { gridPng } from '../../charts/heat/gridPng.ts';
import { mapCsv } from '../../charts/heat/mapCsv.ts';
import type { Maps } from '../../charts/heat/maps.ts';
import type { Theme } from '../../charts/palette.ts';
import { SaveMenu } from '../../charts/save/SaveMenu.tsx';
import { trainCaption } from '../../state/train/trainCaption.ts';
import { useActions, useAppStore } from '../../state/useAppState.tsx';

interface Props {
  readonly mechanism: Mechanism;
  readonly maps: Maps;
  readonly tokens: readonly string[];
  readonly table: ColorTable;
  readonly theme: Theme;
}

/** Saves one model's maps as they are at this step: PNG with legend and caption, or CSV with every weight. */
export function SaveTrainMaps({ mechanism, maps, tokens, table, theme }: Props) {
  const store = useAppStore();
  const { notify } = useActions();
  const short = MECHANISM_SHORT[mechanism];
  // Asked when a file is made, not each time that the maps change.
  const settings = () => {
    const { training, settings: present } = store.getState();
    const { step, request } = training.maps ?? { step: 0, request: { layer: 0 } };
    const caption = trainCaption(training.run?.setup ?? present.train, training.status);
    return [`layer ${request.layer + 1} after ${step} steps`, ...caption];
  };
  return (
    <SaveMenu
      label={`${short} maps`}
      fileName={`headroom-train-${short.toLowerCase()}-maps`}
      png={() =>
        gridPng({
          mechanism,
          title: MECHANISM_NAMES[mechanism],
          maps,
          table,
          theme,
          settings: settings(),
          fontFamily: getComputedStyle(document.body).fontFamily,
        })
      }
      csv={() => mapCsv(maps, tokens, settings())}
      onError={(text) => notify({ id: 'save', kind: 'error', text })}
    />
  );
}
