import { memo, useEffect, useMemo, useRef } from 'react';
import { type Digits, numberText } from '../../../attention/numbers/numberText.ts';
import type { ColorScale } from '../../../charts/color/colorTables.ts';
import type { Theme } from '../../../charts/color/palette.ts';
import { toCsv } from '../../../charts/save/csv.ts';
import { SaveMenu } from '../../../charts/save/SaveMenu.tsx';
import { TokenName } from '../../../charts/token-axes/TokenName.tsx';
import type { CellTrace } from '../../../engine/Engine.ts';
import './arithmetic.css';
import { cellArithmetic } from './cellArithmetic.ts';
import { Step } from './Step.tsx';
import { STEPS } from './steps.ts';
import { traceTable } from './tables.ts';
import { useSpaceBar } from './useSpaceBar.ts';
import type { Unfolding } from './useUnfolding.ts';
import type { ArithmeticView } from './view.ts';

export interface ArithmeticProps {
  readonly trace: CellTrace;
  /** Labels of the tokens of the picture. */
  readonly labels: readonly string[];
  /** Which steps are unfolded. With `digits` it outlives the numbers, which are gone while new ones are on their way. */
  readonly steps: Unfolding;
  readonly digits: Digits;
  readonly onDigits: (digits: Digits) => void;
  readonly theme: Theme;
  /** The maps' scale of weights. */
  readonly colorScale: ColorScale;
  /** Settings that a saved file belongs to, one each. */
  readonly settings: readonly string[];
  readonly onSelectHead: (queryHead: number) => void;
  /** Gets a sentence for the user when a file can't be made. */
  readonly onError: (message: string) => void;
}

/** From two tokens' vectors to a weight and its part of the output, step by step, each with its numbers and its formula. */
export const Arithmetic = memo(function Arithmetic({
  trace,
  labels,
  steps,
  digits,
  onDigits,
  theme,
  colorScale,
  settings,
  onSelectHead,
  onError,
}: ArithmeticProps) {
  const section = useRef<HTMLElement>(null);
  const unfolded = useRef<number>(undefined);
  const numbers = useMemo(() => cellArithmetic(trace), [trace]);
  const view: ArithmeticView = { trace, numbers, labels, digits, theme, colorScale, onSelectHead };
  const openNext = () => {
    unfolded.current = steps.next;
    steps.openNext();
  };
  useSpaceBar(section, () => {
    openNext();
    return steps.next !== undefined;
  });
  useEffect(() => {
    if (unfolded.current === undefined) return;
    section.current?.querySelector(`[data-step="${unfolded.current + 1}"]`)?.scrollIntoView({ block: 'nearest' });
    unfolded.current = undefined;
  });
  return (
    <section
      ref={section}
      className="arithmetic"
      aria-label="The arithmetic of a cell"
      data-mechanism={trace.cell.mechanism}
    >
      <header className="arithmetic__head">
        <h3 className="arithmetic__heading">
          Arithmetic of <TokenName tokens={labels} position={trace.cell.queryPosition} /> →{' '}
          <TokenName tokens={labels} position={trace.cell.keyPosition} />
        </h3>
        <button type="button" className="button" aria-disabled={steps.isAllOpen} onClick={openNext} title="Space bar">
          Next step
        </button>
        <button type="button" className="button" onClick={() => steps.setAll(!steps.isAllOpen)}>
          {steps.isAllOpen ? 'Fold all' : 'All steps'}
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the space bar unfolds the next step while the list has the focus */}
      <ol className="arithmetic__steps" tabIndex={0} aria-label="Steps, the space bar unfolds the next">
        {STEPS.map(({ title, result, Body }, step) => (
          <Step
            key={title}
            number={step + 1}
            title={title}
            result={result(view)}
            open={steps.isOpen(step)}
            onToggle={() => steps.toggle(step)}
          >
            <Body view={view} />
          </Step>
        ))}
      </ol>
      <div className="arithmetic__foot">
        <label className="arithmetic__digits">
          <input
            type="checkbox"
            checked={digits === 'exact'}
            onChange={({ target }) => onDigits(target.checked ? 'exact' : 'short')}
          />
          All digits
        </label>
        <SaveMenu
          label="the numbers of this cell"
          fileName="headroom-cell"
          csv={() => toCsv(traceTable(trace), settings)}
          onError={onError}
        />
      </div>
      <p className="arithmetic__deviation">
        Computed by this page’s engine and read back. The largest difference between these numbers, except the output of
        all heads, and the same in float64, loop by loop: <b>{numberText(trace.deviation)}</b>, relative to the largest
        number if that is above 1
        {trace.deviation <= 1e-5 ? '.' : ', more than the 1 × 10⁻⁵ that HeadRoom holds itself to.'}
      </p>
    </section>
  );
});
