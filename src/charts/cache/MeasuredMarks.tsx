import { accent } from '../color/palette.ts';
import type { CacheLayout } from './layout.ts';
import type { MeasuredBytes } from './measured.ts';

interface MeasuredMarksProps {
  readonly measured: readonly MeasuredBytes[];
  readonly layout: CacheLayout;
  readonly fontSize: number;
}

/** A ring for each cache that was measured: on its mechanism's line, if its bytes are the formula's. */
export function MeasuredMarks({ measured, layout: { x, y }, fontSize }: MeasuredMarksProps) {
  return measured.map(({ mechanism, tokens, bytes }) => (
    <circle
      key={`${mechanism} ${tokens}`}
      className="cache-chart__measured-dot"
      style={{ color: accent(mechanism) }}
      cx={x(tokens)}
      cy={y(bytes)}
      r={0.32 * fontSize}
      data-mechanism={mechanism}
      data-tokens={tokens}
      data-bytes={bytes}
    />
  ));
}
