import { placeRows } from '../../../attention/decoding/decodedRows.ts';
import { MECHANISMS } from '../../../attention/types.ts';
import type { DecodeResult, EngineStatus } from '../../../engine/Engine.ts';
import type { Decoded, DecodedMaps } from '../../facts/decode/decodeState.ts';

/** Returns what is decoded once a step has come. Its rows are written into the maps of the steps before. */
export function decodedAfter(
  before: Decoded | null,
  step: DecodeResult,
  capacity: number,
  by: EngineStatus | undefined,
): Decoded {
  const { request, first, count, computeMs } = step;
  const entries = MECHANISMS.flatMap((mechanism) => {
    const fed = step.mechanisms[mechanism];
    if (!fed) return [];
    const { numHeads, numKvHeads, rows, cache } = fed;
    const cells = before?.maps[mechanism]?.cells ?? new Float32Array(numHeads * capacity ** 2);
    placeRows(cells, capacity, { numHeads, first, count, rows });
    const maps: DecodedMaps = { numHeads, numKvHeads, cells, cache };
    return [[mechanism, maps] as const];
  });
  return { request, capacity, maps: Object.fromEntries(entries), fed: count, stepMs: computeMs, by, isLost: false };
}
