import { useMemo, useState } from 'react';
import { useSize } from '../useSize.ts';
import { FlowBox } from './FlowBox.tsx';
import { type FlowRows, type FlowToken, fitsInLines } from './layout.ts';
import { shownFlow } from './shownFlow.ts';
import './token-flow.css';
import type { TokenFlowProps } from './flowProps.ts';
import { linesText, strongestText } from './words.ts';

/** The tokens twice, with a line from each query to each key it attends to, and the mean row beside the keys. */
export function TokenFlow(props: TokenFlowProps) {
  const { map, tokens, selected, onSelect } = props;
  const [box, size] = useSize();
  const [rows, setRows] = useState<FlowRows>('fit');
  const [pointed, setPointed] = useState<FlowToken | null>(null);
  const [focused, setFocused] = useState<FlowToken | null>(null);
  const kept = pointed ?? focused;
  // The text may have become shorter under the pointer.
  const inText = kept && kept.position < tokens.length ? kept : null;
  // Apart, because the pointer comes back to it from each token: finding the strongest of 2,048² weights takes a frame.
  const whole = useMemo(() => shownFlow(map, selected, null), [map, selected]);
  const flow = useMemo(() => (inText ? shownFlow(map, selected, inText) : whole), [map, selected, inText, whole]);
  return (
    <div className="token-flow">
      <p className="token-flow__how">
        Each line goes from a token to one that it attends to: the thicker the line, the more attention. Point at a
        token to keep its lines; click query tokens, or press Enter on them, to average their rows.
      </p>
      <div className="token-flow__controls">
        {/* What the keyboard comes to is announced; a pointer's path would be chatter. */}
        <p className="token-flow__reading" aria-live={pointed ? 'off' : 'polite'}>
          {strongestText(tokens, inText, selected, flow.lines, flow.row)}
        </p>
        {size && !fitsInLines(tokens.length, size) && <RowsChoice rows={rows} onChange={setRows} />}
        {selected.length > 0 && (
          <button type="button" className="button" onClick={() => onSelect([])} title="Clear the selection (Escape)">
            Clear selection
          </button>
        )}
      </div>
      <div className="token-flow__room">
        <div ref={box} className="token-flow__limit" />
        {size && (
          <FlowBox
            {...props}
            size={size}
            rows={rows}
            flow={flow}
            kept={inText}
            onPoint={setPointed}
            onFocus={setFocused}
          />
        )}
      </div>
      <p className="token-flow__note">
        {linesText(flow.lines)} Width and opacity of lines and length of bars go with the square root of the weight,
        from 0 to 1, as the colours of all maps do.{map.causal && ' Masked pairs have no line.'}
      </p>
    </div>
  );
}

function RowsChoice({ rows, onChange }: { readonly rows: FlowRows; readonly onChange: (rows: FlowRows) => void }) {
  return (
    <label className="token-flow__rows">
      <input
        type="checkbox"
        checked={rows === 'lines'}
        onChange={(event) => onChange(event.target.checked ? 'lines' : 'fit')}
      />
      Every label (scrolls)
    </label>
  );
}
