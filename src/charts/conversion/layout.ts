import { scaleLinear } from 'd3';
import type { Conversion } from '../../attention/trained/convert.ts';
import { VOCABULARY } from '../../attention/trained/sequences.ts';
import { spread, widest } from '../labels.ts';
import type { PlotFrame } from '../plot/frame.ts';
import { lossAxis } from '../plot/verticalAxis.ts';
import type { Size } from '../useSize.ts';
import { type ConversionPanel, percentText } from './panels.ts';

const TOP_EM = 3.4;
const BOTTOM_EM = 2.8;
const GAP_EM = 1.5;
const LINE_EM = 1.2;
/** What levels are called at the right of a panel. */
const MHA = 'MHA before';
const SCRATCH = 'from scratch';
const GUESS = 'guessing';
/** The loss of an answer at random, in nats. */
const GUESSED_LOSS = Math.log(VOCABULARY);
/** Guessing is drawn once some loss is above this share of its own: below, it would take the room from the lines. */
const NEAR_GUESSING = 0.6;
/** From a line's end to its label; with a leader where the label could not stand at the line. */
const LABEL_EM = 1.2;
const LEADER_FROM_EM = 0.3;

interface Label {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Where the line ends that it belongs to, if it had to move away from there. */
  readonly leader: { readonly x: number; readonly y: number } | undefined;
}

export interface PanelLayout extends Pick<PlotFrame, 'left' | 'right' | 'xTicks'> {
  readonly panel: ConversionPanel;
  readonly lines: readonly {
    readonly rule: Conversion;
    readonly points: readonly (readonly [number, number])[];
    readonly label: Label;
  }[];
  /** Losses that do not change: across the panel. */
  readonly levels: readonly { readonly kind: 'mha' | 'scratch' | 'guess'; readonly y: number; readonly label: Label }[];
}

/** Where everything stands, in px. The panels share their scales. */
export interface ConversionLayout extends Pick<PlotFrame, 'top' | 'bottom' | 'yTicks'> {
  readonly panels: readonly PanelLayout[];
  /** Where the axis of losses begins, unless that is 0. */
  readonly beginsAt: string | undefined;
}

/** @param percent of the original training: the end of the horizontal axes */
export function conversionLayout(panels: readonly ConversionPanel[], percent: number, size: Size): ConversionLayout {
  const em = size.fontSize;
  const [top, bottom] = [TOP_EM * em, size.height - BOTTOM_EM * em];
  const losses = panels.flatMap(({ lines, mhaLoss, scratchLoss }) => [
    ...lines.flatMap(({ points }) => points.map(({ loss }) => loss)),
    ...[mhaLoss, scratchLoss].filter((loss) => loss !== undefined),
  ]);
  const guess = losses.some((loss) => loss > NEAR_GUESSING * GUESSED_LOSS) ? GUESSED_LOSS : undefined;
  const { y, yTicks, width: axisWidth, beginsAt } = lossAxis([...losses, guess ?? Number.NaN], top, bottom, em);
  const labelWidth = widest([MHA, SCRATCH], em) + (LABEL_EM + 0.2) * em;
  const panelWidth = (size.width - axisWidth - (panels.length - 1) * GAP_EM * em) / panels.length;
  return {
    ...{ top, bottom, yTicks, beginsAt },
    panels: panels.map((panel, index) => {
      const left = axisWidth + index * (panelWidth + GAP_EM * em);
      const right = left + panelWidth - labelWidth;
      const x = scaleLinear().domain([0, percent]).range([left, right]);
      const lines = panel.lines.map(({ rule, points }) => ({
        rule,
        points: points.map(({ percent: at, loss }) => [x(at), y(loss)] as const),
      }));
      const levels = [
        { kind: 'mha', loss: panel.mhaLoss, text: MHA } as const,
        { kind: 'scratch', loss: panel.scratchLoss, text: SCRATCH } as const,
        { kind: 'guess', loss: guess, text: GUESS } as const,
      ].flatMap(({ kind, loss, text }) => (loss === undefined ? [] : [{ kind, text, y: y(loss) }]));
      const ends = [...lines.map(({ points }) => points.at(-1)?.[1] ?? bottom), ...levels.map((level) => level.y)];
      const labelYs = spread(ends, LINE_EM * em, top, bottom);
      const labelAt = (position: number, text: string): Label => {
        const [end = bottom, labelY = bottom] = [ends[position], labelYs[position]];
        const leader = Math.abs(labelY - end) > LEADER_FROM_EM * em ? { x: right, y: end } : undefined;
        return { text, x: right + LABEL_EM * em, y: labelY, leader };
      };
      return {
        ...{ panel, left, right },
        xTicks: [0, percent / 2, percent].map((at) => ({ at: x(at), label: percentText(at) })),
        lines: lines.map((line, position) => ({ ...line, label: labelAt(position, line.rule) })),
        levels: levels.map((level, position) => ({ ...level, label: labelAt(lines.length + position, level.text) })),
      };
    }),
  };
}
