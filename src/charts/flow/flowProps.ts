import type { Ref } from 'react';
import type { HeadMap } from '../../attention/head-map/headMap.ts';
import type { Size } from '../useSize.ts';
import type { FlowRows, FlowToken } from './layout.ts';
import type { shownFlow } from './shownFlow.ts';

export interface TokenFlowProps {
  /** E.g. "GQA, query head 3". */
  readonly name: string;
  /** The accent of the head's mechanism, as a CSS value. */
  readonly color: string;
  readonly map: HeadMap;
  /** Labels of the tokens, one a position. */
  readonly tokens: readonly string[];
  /** Query positions, ascending, whose lines are kept and whose rows are averaged; empty for all of them. */
  readonly selected: readonly number[];
  readonly onSelect: (selected: readonly number[]) => void;
  readonly svgRef?: Ref<SVGSVGElement> | undefined;
}

export interface FlowBoxProps extends TokenFlowProps {
  readonly size: Size;
  readonly rows: FlowRows;
  readonly flow: ReturnType<typeof shownFlow>;
  /** The token whose lines alone are drawn. */
  readonly kept: FlowToken | null;
  readonly onPoint: (token: FlowToken | null) => void;
  readonly onFocus: (token: FlowToken | null) => void;
}
