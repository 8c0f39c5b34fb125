import { useMemo } from 'react';
import { groupLikeness } from '../../attention/comparison/groupLikeness.ts';
import { MECHANISM_NAMES, MECHANISM_SHORT, shapeOf } from '../../attention/sharing.ts';
import type { Mechanism } from '../../attention/types.ts';
import { ChartFigure } from '../../charts/figure/ChartFigure.tsx';
import { type Clustering, clusterHeads } from '../../charts/likeness/clusterHeads.ts';
import { LikenessMatrix, type LikenessMatrixProps } from '../../charts/likeness/LikenessMatrix.tsx';
import { likenessTable } from '../../charts/likeness/likenessTable.ts';
import { likenessSentence, pairFiguresText } from '../../charts/likeness/likenessWords.ts';
import { useActions, useAppState } from '../../state/useAppState.tsx';
import { rowsNote } from '../comparison/rowsNote.ts';
import type { ShownComparison } from '../comparison/useComparison.ts';
import { useComparisonCaption } from '../comparison/useComparisonCaption.ts';

interface Props extends Pick<LikenessMatrixProps, 'table' | 'selected' | 'onPoint' | 'onSelect'> {
  readonly mechanism: Mechanism;
  readonly shown: ShownComparison;
}

/** One mechanism's matrix with the means within and across its KV groups, and what they say. */
export function LikenessFigure({ mechanism, shown, ...matrix }: Props) {
  const { comparison, isStale } = shown;
  const { notify } = useActions();
  const isByLikeness = useAppState((state) => state.settings.headOrder === 'likeness');
  const caption = useComparisonCaption(shown);
  const similarity = comparison.similarities[mechanism];
  const { config } = comparison.request;
  const shape = useMemo(() => shapeOf(mechanism, config), [mechanism, config]);
  const { order, merges } = useMemo(
    () => (isByLikeness ? clusterHeads(similarity, comparison.numHeads) : asNumbered(comparison.numHeads)),
    [isByLikeness, similarity, comparison.numHeads],
  );
  const groups = useMemo(() => groupLikeness(similarity, shape), [similarity, shape]);
  const short = MECHANISM_SHORT[mechanism];
  return (
    <ChartFigure
      title={short}
      fileName={`headroom-${mechanism}-likeness`}
      settings={[
        `${MECHANISM_NAMES[mechanism]}: how alike heads are`,
        ...figures(groups),
        rowsNote(comparison, comparison.comparedRows),
        ...caption,
      ]}
      data={() => likenessTable(short, similarity, order)}
      onError={(text) => notify({ id: 'save', kind: 'error', text })}
    >
      {(svgRef) => (
        <>
          <LikenessMatrix
            {...matrix}
            shortName={short}
            shape={shape}
            similarity={similarity}
            order={order}
            merges={isByLikeness ? merges : null}
            stale={isStale}
            svgRef={svgRef}
          />
          <ul className="likeness-pane__figures">
            {figures(groups).map((figure) => (
              <li key={figure}>{figure}</li>
            ))}
          </ul>
          <p>{likenessSentence(short, groups)}</p>
        </>
      )}
    </ChartFigure>
  );
}

function asNumbered(numHeads: number): Clustering {
  return { order: Array.from({ length: numHeads }, (_, head) => head), merges: [] };
}

function figures({ within, across }: ReturnType<typeof groupLikeness>): string[] {
  return [
    within ? [`within groups ${pairFiguresText(within)}`] : [],
    across ? [`across groups ${pairFiguresText(across)}`] : [],
  ].flat();
}
