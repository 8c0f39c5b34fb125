import { cellsPerSide, mapStride } from '../../attention/levelOfDetail.ts';
import type { RunRequest } from '../../attention/run/request.ts';
import type { Mechanism } from '../../attention/types.ts';
import { nextTurn } from '../../threads/nextTurn.ts';
import { type HeadRange, type Piece, planSteps } from '../ops/heads.ts';
import type { AttentionOps } from '../ops/ops.ts';
import { readBack } from '../ops/readBack.ts';
import type { OnDevice } from './onDevice.ts';

export interface MapsWanted {
  readonly mechanisms: readonly Mechanism[];
  readonly heads: HeadRange;
  /** 1 for every weight, else the side of the blocks of which the largest weight is wanted. */
  readonly stride: number;
}

/** What a request's picture shows of `mechanisms`: all heads, at the level of detail that its maps can show. */
export function pictureOf({ tokens, config, mapSide }: RunRequest, mechanisms: readonly Mechanism[]): MapsWanted {
  const heads = { first: 0, count: config.numHeads };
  return { mechanisms, heads, stride: mapStride(tokens.length, mapSide) };
}

/**
 * Maps [count, side, side] of each mechanism, as many heads at a time as the budget holds. Between steps it lets other
 * requests through, and stops with the signal's reason once aborted; what takes one step is always finished.
 */
export async function mapsOnScreen(
  ops: AttentionOps,
  device: OnDevice,
  request: RunRequest,
  { mechanisms, heads, stride }: MapsWanted,
  signal: AbortSignal,
): Promise<ReadonlyMap<Mechanism, Float32Array>> {
  const { length } = request.tokens;
  const cells = cellsPerSide(length, stride) ** 2;
  const steps = planSteps(mechanisms, heads, ops.headsAtOnce(length, stride));
  const maps = new Map<Mechanism, Float32Array>();
  await device.prepare(mechanisms, request, signal);
  for (const [index, step] of steps.entries()) {
    if (index > 0) await nextTurn();
    signal.throwIfAborted();
    const computed = await readBack(ops, () =>
      Object.fromEntries(step.map((piece) => [piece.name, device.maps(piece, request, stride)])),
    );
    for (const piece of step) place(maps, piece, computed[piece.name]?.values, heads, cells);
  }
  return maps;
}

/** Every weight of all heads of the request's mechanisms: [numHeads, tokens, tokens] each. */
export async function wholeMaps(
  ops: AttentionOps,
  device: OnDevice,
  request: RunRequest,
  signal: AbortSignal,
): Promise<Partial<Record<Mechanism, Float32Array>>> {
  const heads = { first: 0, count: request.config.numHeads };
  const wanted = { mechanisms: request.mechanisms, heads, stride: 1 };
  return Object.fromEntries(await mapsOnScreen(ops, device, request, wanted, signal));
}

/** Writes a piece into its mechanism's maps, which are the piece's own array where it is all of them. */
function place(
  maps: Map<Mechanism, Float32Array>,
  { name, first, count }: Piece<Mechanism>,
  values: Float32Array | undefined,
  heads: HeadRange,
  cells: number,
): void {
  if (!values) throw new Error(`The backend returned no weights of ${name}.`);
  if (count === heads.count) {
    maps.set(name, values);
    return;
  }
  const all = maps.get(name) ?? new Float32Array(heads.count * cells);
  all.set(values, (first - heads.first) * cells);
  maps.set(name, all);
}
