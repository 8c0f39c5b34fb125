import type { Mechanism, TrainedLayer } from '../../attention/types.ts';
import { blockSize } from '../../charts/cells/blocks.ts';
import { ColorLegend } from '../../charts/color/ColorLegend.tsx';
import type { ColorTable } from '../../charts/color/colorTables.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectTrainedLayer } from '../../state/shown/modelSelectors.ts';
import { selectAskingToken, selectLitCell } from '../../state/shown/pointing/focus.ts';
import { useStride } from '../../state/shown/shownMaps.ts';
import { selectTokenKeys } from '../../state/shown/tokens.ts';
import { selectIsStale } from '../../state/shown/wanted.ts';
import { PresentReadout } from './PresentReadout.tsx';
import './present-foot.css';

interface Props {
  readonly table: ColorTable;
  readonly causal: boolean;
  readonly shown: readonly Mechanism[];
  readonly onKeys: () => void;
  readonly onLeave: () => void;
}

/**
 * One line below the picture: what is pointed at; else what all maps share, colours, axes, mask. And the quiet way out for a
 * mouse.
 */
export function PresentFoot({ table, causal, shown, onKeys, onLeave }: Props) {
  const isReading = useAppState(
    (state) =>
      selectLitCell(state) !== null || selectAskingToken(state) !== null || selectTokenKeys(state).length === 0,
  );
  return (
    <footer className="present-foot" data-reading={isReading}>
      <PresentReadout shown={shown} />
      {!isReading && <Shared table={table} causal={causal} />}
      <p className="present-foot__buttons">
        <button type="button" onClick={onKeys}>
          Keys
        </button>
        <button type="button" onClick={onLeave}>
          Leave
        </button>
      </p>
    </footer>
  );
}

function Shared({ table, causal }: Pick<Props, 'table' | 'causal'>) {
  const stride = useStride();
  const trained = useAppState(selectTrainedLayer);
  const isOutdated = useAppState((state) => state.run.phase === 'failed' && selectIsStale(state));
  return (
    <>
      <ColorLegend table={table} />
      <p>
        {stride === 1 ? '↓ query (attends from)' : '↓ query · → key'}
        <br />
        {stride === 1 ? '→ key (attended to)' : `cell: largest of ${blockSize(stride)}`}
      </p>
      <p>
        {isOutdated ? 'Out of date: the last run failed' : weightsName(trained)}
        <br />
        {causal ? 'causal mask' : 'no mask'}
      </p>
    </>
  );
}

const weightsName = (trained: TrainedLayer | undefined) =>
  trained ? `Trained, layer ${trained.layer + 1} of 2` : 'Random weights, untrained';
