import type { TrainedLayer } from '../../attention/types.ts';
import { blockSize } from '../../charts/cells/blocks.ts';
import { ColorLegend } from '../../charts/color/ColorLegend.tsx';
import type { ColorTable } from '../../charts/color/colorTables.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectTrainedLayer } from '../../state/shown/modelSelectors.ts';
import { useStride } from '../../state/shown/shownMaps.ts';
import { selectIsStale } from '../../state/shown/wanted.ts';
import './present-foot.css';

interface Props {
  readonly table: ColorTable;
  readonly causal: boolean;
  readonly onKeys: () => void;
  readonly onLeave: () => void;
}

/** What all maps share: colours, axes, mask. And the quiet way out for a mouse. */
export function PresentFoot({ table, causal, onKeys, onLeave }: Props) {
  const stride = useStride();
  const trained = useAppState(selectTrainedLayer);
  const isOutdated = useAppState((state) => state.run.phase === 'failed' && selectIsStale(state));
  return (
    <footer className="present-foot">
      <ColorLegend table={table} />
      {/* In the same room: at 1024 pixels there is no more, and the legend needs the rest. */}
      <p>
        {stride === 1 ? '↓ query (attends from)' : '↓ query · → key'}
        <br />
        {stride === 1 ? '→ key (attended to)' : `cell: largest of ${blockSize(stride)}`}
      </p>
      <div>
        <p>{isOutdated ? 'Out of date: the last run failed' : weightsName(trained)}</p>
        <p className="present-foot__row">
          <span>{causal ? 'causal mask' : 'no mask'}</span>
          <button type="button" onClick={onKeys}>
            Keys
          </button>
          <button type="button" onClick={onLeave}>
            Leave
          </button>
        </p>
      </div>
    </footer>
  );
}

const weightsName = (trained: TrainedLayer | undefined) =>
  trained ? `Trained, layer ${trained.layer + 1} of 2` : 'Random weights, untrained';
