import { largestDifference } from '../../../attention/decoding/decodedRows.ts';
import { MECHANISMS } from '../../../attention/types.ts';
import type { Engine, RunResult } from '../../../engine/Engine.ts';
import { isAbort } from '../../../errors/abort.ts';
import { sentenceOf } from '../../../errors/sentence.ts';
import type { DecodeCheck, Decoded } from '../../facts/decode/decodeState.ts';

/** A question that gave way to another is asked again after so long. */
const AGAIN_MS = 250;

/** Asks for the full causal forward of what was decoded, and holds every row of every head against it. Never rejects. */
export async function checkRows(
  decoded: Decoded,
  engine: Engine,
  after: (milliseconds: number, callback: () => void) => unknown,
  isWanted: () => boolean,
): Promise<DecodeCheck> {
  while (isWanted()) {
    try {
      return compare(decoded, await engine.mapsAhead(decoded.request));
    } catch (error) {
      if (!isAbort(error)) return { phase: 'failed', error: sentenceOf(error) };
      await new Promise<void>((resolve) => after(AGAIN_MS, resolve));
    }
  }
  return { phase: 'idle' };
}

function compare({ maps, capacity, request }: Decoded, whole: RunResult): DecodeCheck {
  const tokens = request.tokens.length;
  let difference = 0;
  for (const mechanism of MECHANISMS) {
    const own = maps[mechanism];
    if (!own) continue;
    const other = whole.maps[mechanism];
    if (!other) throw new Error(`The engine returned no maps of ${mechanism}.`);
    difference = Math.max(difference, largestDifference(own.cells, capacity, own.numHeads, other.cells, tokens));
  }
  return { phase: 'here', difference, tokens };
}
