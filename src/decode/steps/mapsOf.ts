import { MECHANISM_SHORT } from '../../attention/sharing.ts';
import type { Mechanism } from '../../attention/types.ts';
import type { Maps } from '../../charts/cells/maps.ts';
import type { Decoded } from '../../state/facts/decode/decodeState.ts';

/** The maps of one mechanism as charts take them, with room for all rows; null if it is not decoded. */
export function mapsOf({ maps, capacity }: Decoded, mechanism: Mechanism): Maps | null {
  const own = maps[mechanism];
  if (!own) return null;
  const { numHeads, numKvHeads, cells } = own;
  const shortName = MECHANISM_SHORT[mechanism];
  return { shortName, numHeads, numKvHeads, sequenceLength: capacity, stride: 1, side: capacity, cells, causal: true };
}
