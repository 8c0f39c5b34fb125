import { type KeyboardEvent, type PointerEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import { type Digits, numberText } from '../../attention/numbers/numberText.ts';
import type { Theme } from '../color/palette.ts';
import { useSize } from '../useSize.ts';
import { paintStrip } from './paintStrip.ts';
import './strip.css';
import { cellAt, layOutStrip } from './stripLayout.ts';

export interface StripProps {
  /** What the numbers are; it names the strip. */
  readonly label: ReactNode;
  /** One cell a number; NaN where the mask hides it. */
  readonly values: ArrayLike<number>;
  /** The same function as long as the scale is the same. */
  readonly colorOf: (value: number) => string;
  /** What one number is of: "feature 3", "key 0, To". */
  readonly nameOf: (index: number) => string;
  /** A cell that stays outlined. */
  readonly marked?: number | undefined;
  readonly digits: Digits;
  readonly theme: Theme;
}

const STEPS: Readonly<Record<string, (columns: number, count: number) => number>> = {
  ArrowRight: () => 1,
  ArrowLeft: () => -1,
  ArrowDown: (columns) => columns,
  ArrowUp: (columns) => -columns,
  Home: (_, count) => -count,
  End: (_, count) => count,
};

/** A vector as a strip of cells, one a number; a pointer or the arrow keys read them out. */
export function Strip({ label, values, colorOf, nameOf, marked, digits, theme }: StripProps) {
  const id = useId();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [box, size] = useSize();
  const [pointed, setPointed] = useState<number>();
  const [cursor, setCursor] = useState<number>();
  const count = values.length;
  const layout = size && layOutStrip(count, size.width);
  const within = (index: number | undefined) => (index !== undefined && index < count ? index : undefined);
  const read = within(pointed) ?? within(cursor);

  // Before the screen shows the strip: a moved cell would flash its old colours otherwise.
  useLayoutEffect(() => {
    if (canvas.current && layout && size)
      paintStrip(canvas.current, layout, size.width, { values, colorOf, marked, read, theme });
  });

  const textOf = (index: number) => {
    const value = values[index] as number;
    return `${nameOf(index)}: ${Number.isNaN(value) ? 'masked' : numberText(value, digits)}`;
  };
  const point = (event: PointerEvent<HTMLElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    setPointed(layout ? cellAt(event.clientX - left, event.clientY - top, count, layout) : undefined);
  };
  const step = (event: KeyboardEvent) => {
    const by = STEPS[event.key];
    if (!by || !layout || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    setCursor(Math.max(0, Math.min(count - 1, (within(cursor) ?? marked ?? 0) + by(layout.columns, count))));
  };
  const at = within(cursor) ?? within(marked) ?? 0;
  return (
    <div className="strip">
      <div className="strip__head">
        <span id={id} className="strip__label">
          {label}
        </span>
        <span className="strip__readout">{read !== undefined && textOf(read)}</span>
      </div>
      <div
        ref={box}
        className="strip__cells"
        role="slider"
        tabIndex={0}
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={count - 1}
        aria-valuenow={at}
        aria-valuetext={textOf(at)}
        onPointerMove={point}
        onPointerLeave={() => setPointed(undefined)}
        onKeyDown={step}
        onFocus={(event) => event.currentTarget.matches(':focus-visible') && setCursor(at)}
        onBlur={() => setCursor(undefined)}
      >
        <canvas ref={canvas} className="strip__canvas" style={{ height: layout?.height ?? 0 }} />
      </div>
    </div>
  );
}
