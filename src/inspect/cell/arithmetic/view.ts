import type { Digits } from '../../../attention/numbers/numberText.ts';
import type { ColorScale } from '../../../charts/color/colorTables.ts';
import type { Theme } from '../../../charts/color/palette.ts';
import type { CellTrace } from '../../../engine/Engine.ts';
import type { CellArithmetic } from './cellArithmetic.ts';

/** What every step is shown with. */
export interface ArithmeticView {
  readonly trace: CellTrace;
  readonly numbers: CellArithmetic;
  /** Labels of the tokens of the picture. */
  readonly labels: readonly string[];
  readonly digits: Digits;
  readonly theme: Theme;
  /** The scale of attention weights, as the maps have it. */
  readonly colorScale: ColorScale;
  readonly onSelectHead: (queryHead: number) => void;
}

export interface StepProps {
  readonly view: ArithmeticView;
}

export const featureName = (index: number): string => `feature ${index}`;

/** "key 3, not": the label is the user's, and only ever text. */
export function keyName(labels: readonly string[]): (index: number) => string {
  return (index) => `key ${index}, ${labels[index] ?? ''}`;
}
