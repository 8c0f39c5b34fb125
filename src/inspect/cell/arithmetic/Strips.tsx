import { type ReactNode, useCallback } from 'react';
import { DivergingLegend } from '../../../charts/strip/DivergingLegend.tsx';
import { divergingColor } from '../../../charts/strip/divergingColor.ts';
import { Strip } from '../../../charts/strip/Strip.tsx';
import type { ArithmeticView } from './view.ts';

interface StripsProps {
  readonly view: ArithmeticView;
  readonly strips: readonly { readonly label: ReactNode; readonly id: string; readonly values: ArrayLike<number> }[];
  readonly nameOf: (index: number) => string;
  /** A cell that stays outlined in each. */
  readonly marked?: number;
}

/** Vectors on one diverging scale, so that they compare by eye, and its legend. */
export function Strips({ view: { digits, theme }, strips, nameOf, marked }: StripsProps) {
  const largest = largestOf(strips.map(({ values }) => values));
  const colorOf = useCallback((value: number) => divergingColor(value / (largest || 1), theme), [largest, theme]);
  return (
    <>
      {strips.map(({ id, ...strip }) => (
        <Strip key={id} {...strip} colorOf={colorOf} nameOf={nameOf} marked={marked} digits={digits} theme={theme} />
      ))}
      <DivergingLegend largest={largest} digits={digits} theme={theme} />
    </>
  );
}

/** The largest |value|; masked ones count for nothing. */
function largestOf(arrays: readonly ArrayLike<number>[]): number {
  let largest = 0;
  for (const values of arrays)
    for (let index = 0; index < values.length; index++) {
      const size = Math.abs(values[index] as number);
      if (size > largest) largest = size;
    }
  return largest;
}
