import { type MouseEvent, useMemo, useRef, useState } from 'react';
import { FlowCells } from './FlowCells.tsx';
import { BarMarks, HeadMarks, LineMarks, TokenMarks } from './FlowMarks.tsx';
import type { FlowBoxProps } from './flowProps.ts';
import { toggled } from './keys.ts';
import { type FlowToken, flowLayout, rowMiddle, tokenAt } from './layout.ts';
import { lineBundles } from './lines.ts';
import { useFlowFocus } from './useFlowFocus.ts';
import { barsTitle } from './words.ts';

/** The picture, which scrolls where each token has a line, and under it what the keyboard and screen readers go through. */
export function FlowBox(props: FlowBoxProps) {
  const { name, color, tokens, selected, size, rows, flow, kept, onSelect, onPoint, onFocus, svgRef } = props;
  const box = useRef<HTMLDivElement>(null);
  const mark = useRef<SVGRectElement>(null);
  const layout = useMemo(() => flowLayout(tokens, size, rows), [tokens, size, rows]);
  const bundles = useMemo(() => lineBundles(flow.lines.links, layout), [flow, layout]);
  const [inView, onScroll] = useRowsInView(layout.pitch, tokens.length, size.height);
  const toggle = (position: number) => onSelect(toggled(selected, position));
  const focus = useFlowFocus(box, {
    tokens: tokens.length,
    onFocus,
    onToggle: toggle,
    onClear: selected.length > 0 ? () => onSelect([]) : null,
    onReveal: () => mark.current?.scrollIntoView({ block: 'nearest' }),
  });
  const under = (event: MouseEvent<HTMLElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return tokenAt(layout, tokens.length, event.clientX - left, event.clientY - top);
  };
  const columns = { tokens, layout, ...inView, kept };
  const ring = Math.max(layout.pitch, layout.fontSize * 1.4);
  return (
    <div
      ref={box}
      className="token-flow__box"
      style={{ height: Math.min(size.height, layout.height) }}
      onScroll={onScroll}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the grid inside takes the keys; these are for the pointer. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: so is the click; Enter does the same on a token of the grid. */}
      <div
        translate="no"
        className="token-flow__picture"
        style={{ height: layout.height, color }}
        onPointerMove={(event) => {
          if (event.pointerType !== 'touch') pointIfNew(under(event), kept, onPoint);
        }}
        onPointerLeave={() => onPoint(null)}
        onClick={(event) => {
          // A screen reader clicks on the cell's own element, which is out of sight and not where the token is.
          const token = focus.tokenOf(event.target) ?? under(event);
          if (token?.side === 'query') toggle(token.position);
          if (token) focus.goTo(token);
        }}
      >
        {/* biome-ignore lint/a11y/useSemanticElements: a picture in words around the focus; it cannot be a table */}
        <div
          className="token-flow__grid visually-hidden"
          role="grid"
          aria-label={name}
          aria-multiselectable="true"
          aria-rowcount={tokens.length + 1}
          {...focus.handlers}
        >
          <FlowCells tokens={tokens} weights={flow.row.weights} selected={selected} active={focus.active} />
        </div>
        <svg ref={svgRef} className="token-flow__svg" aria-hidden="true" width={layout.width} height={layout.height}>
          <LineMarks bundles={bundles} />
          <TokenMarks {...columns} selected={selected} />
          <BarMarks {...columns} weights={flow.row.weights} />
          <HeadMarks layout={layout} barsTitle={barsTitle(kept, selected, flow.row)} />
          <rect
            ref={mark}
            className="token-flow__focus"
            data-save="omit"
            x={focus.active.side === 'query' ? 1 : layout.keyX + 1}
            y={rowMiddle(layout, focus.active.position) - ring / 2}
            width={(focus.active.side === 'query' ? layout.queryX : layout.barX - layout.keyX) - 2}
            height={ring}
          />
        </svg>
      </div>
    </div>
  );
}

/** While the pointer moves over one token, nothing is computed anew. */
function pointIfNew(next: FlowToken | null, kept: FlowToken | null, onPoint: FlowBoxProps['onPoint']) {
  if (next?.side !== kept?.side || next?.position !== kept?.position) onPoint(next);
}

/** Only labels near what is scrolled to are in the page. Changes once a boxful, not on each pixel. */
function useRowsInView(pitch: number, tokens: number, boxHeight: number) {
  const [boxful, setBoxful] = useState(0);
  const perBox = Math.max(1, Math.ceil(boxHeight / pitch));
  const from = Math.max(0, (boxful - 1) * perBox);
  const count = Math.max(0, Math.min(tokens, (boxful + 3) * perBox) - from);
  const onScroll = (event: { readonly currentTarget: HTMLElement }) =>
    setBoxful(Math.floor(event.currentTarget.scrollTop / (perBox * pitch)));
  return [{ from: Math.min(from, tokens - 1), count: Math.max(1, count) }, onScroll] as const;
}
