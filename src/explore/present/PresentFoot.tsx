import { ColorLegend } from '../../charts/heat/ColorLegend.tsx';
import type { ColorTable } from '../../charts/heat/colorTables.ts';
import './present-foot.css';

interface Props {
  readonly table: ColorTable;
  readonly causal: boolean;
  readonly onKeys: () => void;
  readonly onLeave: () => void;
}

/** What all maps share: colours, axes, mask. And the quiet way out for a mouse. */
export function PresentFoot({ table, causal, onKeys, onLeave }: Props) {
  return (
    <footer className="present-foot">
      <ColorLegend table={table} />
      <p>
        ↓ query (attends from)
        <br />→ key (attended to)
      </p>
      <div>
        <p>Random weights, untrained</p>
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
