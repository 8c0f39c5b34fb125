import { MECHANISM_NAMES, MECHANISM_SHORT } from '../../attention/sharing.ts';
import type { Mechanism } from '../../attention/types.ts';
import type { Maps } from '../../charts/cells/maps.ts';
import type { ColorTable } from '../../charts/color/colorTables.ts';
import type { Theme } from '../../charts/color/palette.ts';
import { SaveGrid } from '../../charts/heat/picture/SaveGrid.tsx';
import { useActions, useAppStore } from '../../state/shown/hooks/useAppState.tsx';
import { trainCaption } from '../../state/shown/train/trainCaption.ts';
import { trainMapsCaption } from '../../state/shown/train/trainMapsCaption.ts';

interface Props {
  readonly mechanism: Mechanism;
  readonly maps: Maps;
  readonly tokens: readonly string[];
  readonly table: ColorTable;
  readonly theme: Theme;
}

/** Saves one model's maps as they are at this step: as a picture, or every weight. */
export function SaveTrainMaps({ mechanism, maps, tokens, table, theme }: Props) {
  const store = useAppStore();
  const { notify } = useActions();
  const short = MECHANISM_SHORT[mechanism];
  const settings = () => {
    const { training, settings: present } = store.getState();
    const caption = trainCaption(training.run?.setup ?? present.train, training.status);
    return training.maps ? [...trainMapsCaption(training.maps, tokens), ...caption] : caption;
  };
  return (
    <SaveGrid
      {...{ mechanism, maps, tokens, table, theme, settings }}
      name={short}
      title={MECHANISM_NAMES[mechanism]}
      fileName={`headroom-train-${short.toLowerCase()}-maps`}
      onError={(text) => notify({ id: 'save', kind: 'error', text })}
    />
  );
}
