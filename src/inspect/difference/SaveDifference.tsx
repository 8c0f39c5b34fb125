import { rowsNotes } from '../../attention/comparison/rowsNotes.ts';
import { blockSize } from '../../charts/cells/blocks.ts';
import type { ColorTable } from '../../charts/color/colorTables.ts';
import type { Theme } from '../../charts/color/palette.ts';
import type { DifferenceMaps } from '../../charts/difference/differenceMaps.ts';
import { differenceSvg } from '../../charts/difference/differenceSvg.ts';
import { differenceTable } from '../../charts/difference/differenceTable.ts';
import { toCsv } from '../../charts/save/csv.ts';
import { rasterize } from '../../charts/save/rasterize.ts';
import { SaveMenu } from '../../charts/save/SaveMenu.tsx';
import { useActions } from '../../state/shown/hooks/useAppState.tsx';
import type { ShownComparison } from '../comparison/useComparison.ts';
import { useComparisonCaption } from '../comparison/useComparisonCaption.ts';

interface Props {
  readonly shown: ShownComparison;
  readonly maps: DifferenceMaps;
  readonly order: readonly number[];
  readonly table: ColorTable;
  readonly theme: Theme;
}

/** Saves all heads' differences as a picture, or their figures as CSV. */
export function SaveDifference({ shown, maps, order, table, theme }: Props) {
  const caption = useComparisonCaption(shown);
  const { notify } = useActions();
  const blocks = maps.stride > 1 ? [`each cell: the largest of ${blockSize(maps.stride)} differences`] : [];
  const settings = [...rowsNotes(shown.comparison), ...blocks, ...caption];
  const svg = () => {
    const { fontFamily } = getComputedStyle(document.body);
    return differenceSvg({ maps, order, table, theme, settings, fontFamily });
  };
  return (
    <SaveMenu
      label="the difference"
      fileName={`headroom-${maps.of}-minus-${maps.from}`}
      png={async () => rasterize(await svg())}
      svg={svg}
      csv={() => toCsv(differenceTable(maps, shown.tokens), settings)}
      onError={(text) => notify({ id: 'save', kind: 'error', text })}
    />
  );
}
