import type { ColorTable } from '../color/colorTables.ts';
import { RampLegend, Swatch } from '../color/RampLegend.tsx';
import './likeness-legend.css';
import { LIKENESS_TICKS } from './paintLikeness.ts';

const WORDS: Readonly<Record<number, string>> = { 0: '0 no key in common', 1: '1 equal' };
const TICKS = LIKENESS_TICKS.map((tick) => ({ at: tick, label: WORDS[tick] ?? `${tick}` }));

/** The one colour scale of all matrices, and what their outlines are. */
export function LikenessLegend({ table }: { readonly table: ColorTable }) {
  const title = (
    <>
      <span>query head against query head: 1 − mean Jensen–Shannon distance</span>
      <Swatch className="likeness-legend__box">share K and V</Swatch>
    </>
  );
  return <RampLegend title={title} table={table} ticks={TICKS} />;
}
