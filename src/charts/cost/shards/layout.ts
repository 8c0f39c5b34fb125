import { labelStep, textWidth, widest } from '../../labels.ts';
import { captionLines } from '../../save/caption.ts';
import { type GpuShard, type LaneVariant, shardsOf } from './shards.ts';
import { laneTitles, shardName } from './words.ts';

const LINE_EM = 1.35;
const TOP_EM = 3.2;
const ROW_GAP_EM = 1;
/** Height of the highest stack of lanes if none is too thin to be seen; all others are to its scale. */
const STACK_EM = 7;
const MIN_LANE_PX = 2;
/** Between lanes that are high enough to be told apart. */
const LANE_GAP_PX = 1;
/** More GPUs than this are not drawn, and said to be there. */
export const MOST_GPUS = 64;
/** Titles are bold, and that much wider than text is estimated. */
const BOLD = 1.12;

export interface LaneRect {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly isCopy: boolean;
}

export interface LaneLabel {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

export interface VariantLayout {
  readonly variant: LaneVariant;
  readonly titles: readonly LaneLabel[];
  readonly lanes: readonly LaneRect[];
  /** Under the lanes of each GPU: the heads that it holds, as often as there is room. */
  readonly names: readonly LaneLabel[];
}

/** Places of everything, in px from the top left. */
export interface ShardsLayout {
  /** Names of the GPUs, over their columns. */
  readonly gpus: readonly LaneLabel[];
  readonly rows: readonly VariantLayout[];
  /** GPUs that are not drawn. */
  readonly hidden: number;
  readonly height: number;
}

export function shardsLayout(
  variants: readonly LaneVariant[],
  tensorParallel: number,
  width: number,
  em: number,
): ShardsLayout {
  const shown = Math.min(tensorParallel, MOST_GPUS);
  const column = width / shown;
  const gap = Math.min(0.6 * em, 0.2 * column);
  /** Returns the middle of a text under its column, inside the picture. */
  const middle = (gpu: number, text: string) => {
    const half = textWidth(text, em) / 2;
    return Math.min(width - half, Math.max(half, gpu * column + (column - gap) / 2));
  };
  const stepOf = (texts: readonly string[]) => labelStep(column, widest(texts, em) + 1.2 * em);
  const most = Math.max(1, ...variants.map((variant) => stackBytes(variant, tensorParallel)));
  const thinnest = Math.min(most, ...variants.map(({ headBytes }) => Number(headBytes)));
  const perByte = Math.max((STACK_EM * em) / most, MIN_LANE_PX / Math.max(1, thinnest));
  const gpuNames = Array.from({ length: shown }, (_, gpu) => `GPU ${gpu}`);
  let top = TOP_EM * em;
  const rows = variants.map((variant): VariantLayout => {
    const lines = captionLines(laneTitles(variant, tensorParallel), width / BOLD, em);
    const titles = lines.map((text, line) => ({ text, x: 0, y: top + (line * LINE_EM + 0.95) * em }));
    const lanesTop = top + (lines.length * LINE_EM + 0.15) * em;
    const gpus = shardsOf(variant.kvHeads, tensorParallel)?.gpus.slice(0, shown) ?? [];
    const pitch = Number(variant.headBytes) * perByte;
    const stack = (gpus[0]?.count ?? 0) * pitch;
    const names = gpus.map((shard) => shardName(shard, variant.isLatent));
    const every = stepOf(names);
    top = lanesTop + stack + (gpus.length > 0 ? 1.35 * em : 0) + ROW_GAP_EM * em;
    return {
      variant,
      titles,
      lanes: gpus.flatMap((shard) =>
        lanesOf(shard, { x: shard.gpu * column, width: column - gap, top: lanesTop, pitch }),
      ),
      names: names.flatMap((text, gpu) =>
        gpu % every === 0 ? [{ text, x: middle(gpu, text), y: lanesTop + stack + 0.75 * em }] : [],
      ),
    };
  });
  return {
    rows,
    hidden: tensorParallel - shown,
    height: top,
    gpus: gpuNames.flatMap((text, gpu) =>
      gpu % stepOf(gpuNames) === 0 ? [{ text, x: middle(gpu, text), y: 2.3 * em }] : [],
    ),
  };
}

interface Column {
  readonly x: number;
  readonly width: number;
  readonly top: number;
  /** From lane to lane. */
  readonly pitch: number;
}

function lanesOf({ gpu, first, count, isCopy }: GpuShard, { x, width, top, pitch }: Column): LaneRect[] {
  const height = pitch >= 2 * MIN_LANE_PX ? pitch - LANE_GAP_PX : 0.75 * pitch;
  return Array.from({ length: count }, (_, lane) => ({
    ...{ key: `${gpu} ${first + lane}`, x, y: top + lane * pitch, width, height, isCopy },
  }));
}

/** Counts the bytes of a token on one GPU. */
function stackBytes({ kvHeads, headBytes }: LaneVariant, tensorParallel: number): number {
  return (shardsOf(kvHeads, tensorParallel)?.gpus[0]?.count ?? 0) * Number(headBytes);
}
