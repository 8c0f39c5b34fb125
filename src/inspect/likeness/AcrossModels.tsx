import { type LikenessAcross, nearestHead } from '../../attention/comparison/likenessAcross.ts';
import { sameInputs } from '../../attention/run/sameRun.ts';
import { MECHANISM_SHORT } from '../../attention/sharing.ts';
import { MECHANISMS, type Mechanism } from '../../attention/types.ts';
import { DataTable } from '../../charts/table/DataTable.tsx';
import type { TableData } from '../../charts/table/tableData.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import type { ShownComparison } from '../comparison/useComparison.ts';

/**
 * The head of each other model that a trained head is most alike, of the inspected one in a sentence and of all in a table: the
 * heads that are lit together. Nothing until it is known, and for random weights.
 */
export function AcrossModels({ request, comparison: { numHeads } }: Pick<ShownComparison, 'request' | 'comparison'>) {
  const known = useAppState(({ across }) => across.known);
  const mechanism = useAppState((state) => state.settings.inspectMechanism);
  const queryHead = useAppState((state) => state.settings.inspectHead);
  if (known === null || !sameInputs(known.of, request)) return null;
  const head = `${MECHANISM_SHORT[mechanism]} Q ${queryHead}`;
  const nearest = nearestOf(known.value, mechanism, queryHead).map(
    (each) => `${each.name} ${each.likeness.toFixed(4)}`,
  );
  if (nearest.length === 0) return null;
  return (
    <section className="likeness-pane__across" aria-label="Across models">
      <p>
        {head} is most alike {nearest.join(' and ')}. Pointing at a head lights the most alike ones of the other models.
      </p>
      <DataTable data={() => acrossTable(known.value, numHeads)} />
    </section>
  );
}

function nearestOf(across: LikenessAcross, mechanism: Mechanism, queryHead: number) {
  return MECHANISMS.flatMap((other) => {
    const nearest = nearestHead(across, { mechanism, queryHead }, other);
    return nearest
      ? [{ name: `${MECHANISM_SHORT[other]} Q ${nearest.queryHead}`, likeness: nearest.likeness, mechanism: other }]
      : [];
  });
}

/** A row a head of any model; the columns of its own model are empty. */
function acrossTable(across: LikenessAcross, numHeads: number): TableData {
  return {
    caption: 'The most alike head of each other model: 1 − mean Jensen–Shannon distance',
    columns: [
      'query head',
      ...MECHANISMS.flatMap((other) => [
        `most alike in ${MECHANISM_SHORT[other]}`,
        `likeness, ${MECHANISM_SHORT[other]}`,
      ]),
    ],
    rows: MECHANISMS.flatMap((mechanism) =>
      Array.from({ length: numHeads }, (_, queryHead) => {
        const nearest = nearestOf(across, mechanism, queryHead);
        const cells = MECHANISMS.flatMap((other) => {
          const found = nearest.find((each) => each.mechanism === other);
          return found ? [found.name, found.likeness] : ['', ''];
        });
        return [`${MECHANISM_SHORT[mechanism]} Q ${queryHead}`, ...cells];
      }),
    ),
  };
}
