import { memo, useMemo } from 'react';
import { groupLikeness } from '../../attention/comparison/groupLikeness.ts';
import { rowsNotes } from '../../attention/comparison/rowsNotes.ts';
import { MECHANISM_NAMES, MECHANISM_SHORT, shapeOf } from '../../attention/sharing.ts';
import type { Mechanism } from '../../attention/types.ts';
import type { Theme } from '../../charts/color/palette.ts';
import { type Clustering, clusterHeads } from '../../charts/likeness/clusterHeads.ts';
import { LikenessMatrix, type LikenessMatrixProps } from '../../charts/likeness/LikenessMatrix.tsx';
import { likenessSvg } from '../../charts/likeness/likenessSvg.ts';
import { likenessTable } from '../../charts/likeness/likenessTable.ts';
import { likenessSentence, pairFiguresText } from '../../charts/likeness/likenessWords.ts';
import { toCsv } from '../../charts/save/csv.ts';
import { rasterize } from '../../charts/save/rasterize.ts';
import { SaveMenu } from '../../charts/save/SaveMenu.tsx';
import { DataTable } from '../../charts/table/DataTable.tsx';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import type { ShownComparison } from '../comparison/useComparison.ts';
import { useComparisonCaption } from '../comparison/useComparisonCaption.ts';
import './likeness-figure.css';

interface Props extends Pick<LikenessMatrixProps, 'table' | 'selected' | 'onPoint' | 'onSelect'> {
  readonly mechanism: Mechanism;
  readonly shown: ShownComparison;
  readonly theme: Theme;
}

/** One mechanism's matrix with the means within and across its KV groups, and what they say. */
export const LikenessFigure = memo(function LikenessFigure({ mechanism, shown, theme, ...matrix }: Props) {
  const { comparison, request, isStale } = shown;
  const { notify } = useActions();
  const isByLikeness = useAppState((state) => state.settings.headOrder === 'likeness');
  const caption = useComparisonCaption(shown);
  const similarity = comparison.similarities[mechanism];
  const { config } = request;
  const shape = useMemo(() => shapeOf(mechanism, config), [mechanism, config]);
  const { order, merges } = useMemo(
    () => (isByLikeness ? clusterHeads(similarity, comparison.numHeads) : asNumbered(comparison.numHeads)),
    [isByLikeness, similarity, comparison.numHeads],
  );
  const groups = useMemo(() => groupLikeness(similarity, shape), [similarity, shape]);
  const short = MECHANISM_SHORT[mechanism];
  const tree = isByLikeness ? merges : null;
  const settings = [...figures(groups), ...rowsNotes(comparison, comparison.comparedRows), ...caption];
  const data = () => likenessTable(short, similarity, order);
  const svg = () => {
    const title = `${MECHANISM_NAMES[mechanism]}: how alike heads are`;
    const { fontFamily } = getComputedStyle(document.body);
    const { table } = matrix;
    return likenessSvg({ title, shape, similarity, order, merges: tree, table, theme, settings, fontFamily });
  };
  return (
    <section className="card likeness-figure" aria-label={`${short} heads`}>
      <header className="likeness-figure__head">
        <h3 className="likeness-figure__title">{short}</h3>
        <SaveMenu
          label={`${short} heads`}
          fileName={`headroom-${mechanism}-likeness`}
          png={async () => rasterize(await svg())}
          svg={svg}
          csv={() => toCsv(data(), settings)}
          onError={(text) => notify({ id: 'save', kind: 'error', text })}
        />
      </header>
      <LikenessMatrix
        {...matrix}
        shortName={short}
        shape={shape}
        similarity={similarity}
        order={order}
        merges={tree}
        stale={isStale}
      />
      <ul className="likeness-figure__figures">
        {figures(groups).map((figure) => (
          <li key={figure}>{figure}</li>
        ))}
      </ul>
      <p>{likenessSentence(short, groups)}</p>
      <DataTable data={data} />
    </section>
  );
});

function asNumbered(numHeads: number): Clustering {
  return { order: Array.from({ length: numHeads }, (_, head) => head), merges: [] };
}

function figures({ within, across }: ReturnType<typeof groupLikeness>): string[] {
  return [
    within ? [`within groups ${pairFiguresText(within)}`] : [],
    across ? [`across groups ${pairFiguresText(across)}`] : [],
  ].flat();
}
