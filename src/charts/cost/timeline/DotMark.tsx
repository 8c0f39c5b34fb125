import { symbol, symbolCircle, symbolCross, symbolDiamond, symbolSquare, symbolTriangle } from 'd3';
import type { DotKind } from './dots.ts';
import './timeline.css';

const SHAPES = {
  MHA: symbolCircle,
  GQA: symbolSquare,
  MQA: symbolTriangle,
  MLA: symbolDiamond,
  'no attention': symbolCross,
} as const;

interface DotMarkProps {
  readonly kind: DotKind;
  readonly isHollow: boolean;
  readonly x: number;
  readonly y: number;
  /** Room for it, in px. */
  readonly pitch: number;
}

/** A model: its colour and its shape say how its query heads share K and V. */
export function DotMark({ kind, isHollow, x, y, pitch }: DotMarkProps) {
  const name = kind === 'no attention' ? 'none' : kind.toLowerCase();
  return (
    <path
      className={`timeline__dot timeline__dot--${name}${isHollow ? ' timeline__dot--hollow' : ''}`}
      d={symbol(SHAPES[kind], 0.42 * pitch * pitch)() ?? ''}
      transform={`translate(${x},${y})`}
    />
  );
}
