import { type Ref, useId } from 'react';
import { textWidth } from '../../labels.ts';
import { PlotSvg } from '../../plot/PlotSvg.tsx';
import { useSize } from '../../useSize.ts';
import { costColor } from '../shared/accents.ts';
import { Hatch } from '../shared/Hatch.tsx';
import { shardsLayout, type VariantLayout } from './layout.ts';
import '../shared/cost-charts.css';
import './shard-lanes.css';
import type { LaneVariant } from './shards.ts';
import { laneTitles } from './words.ts';

export interface ShardLanesProps {
  readonly variants: readonly LaneVariant[];
  /** GPUs that share one replica. */
  readonly tensorParallel: number;
  readonly svgRef?: Ref<SVGSVGElement> | undefined;
}

/**
 * The cache of one layer on each GPU of a tensor-parallel group, to scale: a lane is a KV head, as high as the bytes of a token. Lanes of
 * a head that another GPU holds, too, are hatched.
 */
export function ShardLanes({ variants, tensorParallel, svgRef }: ShardLanesProps) {
  const id = useId();
  const [box, size] = useSize();
  const em = size?.fontSize ?? 11;
  const { gpus, rows, hidden, height } = shardsLayout(variants, tensorParallel, size?.width ?? 600, em);
  const sentences = variants.map((variant) => laneTitles(variant, tensorParallel).join(', ')).join('; ');
  const copyX = 1.8 * em + textWidth('a KV head', em) + 1.8 * em;
  return (
    <div
      ref={box}
      translate="no"
      className="plot plot__box cost-chart shard-lanes"
      style={{ height: `${height / em}em` }}
    >
      {size && (
        <PlotSvg svgRef={svgRef} size={{ ...size, height }} title={`Cache of one layer on each GPU. ${sentences}`}>
          <g className="shard-lanes__legend">
            <Hatch id={`${id}-legend`} isStrong />
            <rect className="shard-lanes__lane" width={1.4 * em} height={0.8 * em} y={0.1 * em} />
            <text x={1.8 * em} y={0.5 * em}>
              a KV head
            </text>
            <rect
              className="shard-lanes__lane"
              {...{ x: copyX, y: 0.1 * em, width: 1.4 * em, height: 0.8 * em, fill: `url(#${id}-legend)` }}
            />
            <text x={copyX + 1.8 * em} y={0.5 * em}>
              a copy of another GPU’s
            </text>
          </g>
          {gpus.map(({ text, x, y }) => (
            <text key={text} className="shard-lanes__name" x={x} y={y}>
              {text}
            </text>
          ))}
          {rows.map((row) => (
            <Row key={row.variant.name} row={row} id={`${id}-${row.variant.accent}`} />
          ))}
        </PlotSvg>
      )}
      {hidden > 0 && <p className="shard-lanes__hidden">{`${hidden} more GPUs are not drawn.`}</p>}
    </div>
  );
}

/** One variant's lanes under its titles. */
function Row({ row: { variant, titles, lanes, names }, id }: { readonly row: VariantLayout; readonly id: string }) {
  return (
    <g style={{ color: costColor(variant.accent) }}>
      <Hatch id={id} isStrong />
      {titles.map(({ text, x, y }, index) => (
        <text key={text} className={index === 0 ? 'shard-lanes__title' : undefined} x={x} y={y}>
          {text}
        </text>
      ))}
      {lanes.map(({ key, isCopy, ...rect }) => (
        <rect key={key} className="shard-lanes__lane" {...rect} {...(isCopy && { fill: `url(#${id})` })} />
      ))}
      {names.map(({ text, x, y }) => (
        <text key={x} className="shard-lanes__name" x={x} y={y}>
          {text}
        </text>
      ))}
    </g>
  );
}
