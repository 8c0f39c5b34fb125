import { type Digits, numberText } from '../../attention/numbers/numberText.ts';
import type { Theme } from '../color/palette.ts';
import { divergingColor } from './divergingColor.ts';
import './diverging-legend.css';

const STOPS = [-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1];

/** The diverging scale of the strips above or below it, from −`largest` to `largest`. */
export function DivergingLegend({ largest, digits, theme }: { largest: number; digits: Digits; theme: Theme }) {
  const stops = STOPS.map((position) => divergingColor(position, theme)).join(', ');
  return (
    <p className="diverging-legend">
      <span>{numberText(-largest, digits)}</span>
      <span className="diverging-legend__ramp" style={{ background: `linear-gradient(to right, ${stops})` }} />
      <span>{numberText(largest, digits)}</span>
      <span className="diverging-legend__note">0 has no colour</span>
    </p>
  );
}
