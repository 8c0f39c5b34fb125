import { type LikenessAcross, likenessAcross } from '../../attention/comparison/likenessAcross.ts';
import { labelFairness } from '../../attention/labels/headLabels.ts';
import { formatCountOf } from '../../attention/numbers/format.ts';
import type { RunRequest } from '../../attention/run/request.ts';
import { nextTurn } from '../../threads/nextTurn.ts';
import { wholeMaps } from '../forward/mapsOnScreen.ts';
import type { OnDevice } from '../forward/onDevice.ts';
import type { AttentionOps } from '../ops/ops.ts';

/** See `Engine.likenessAcross`. Lets other requests through between two heads; stops with the signal's reason once aborted. */
export async function compareAcross(
  ops: AttentionOps,
  device: OnDevice,
  request: RunRequest,
  signal: AbortSignal,
): Promise<LikenessAcross> {
  const { tokens, config } = request;
  const { length } = tokens;
  if (labelFairness(length) === 'too long')
    throw new Error(`A text of ${formatCountOf(length, 'token')} is too long to compare heads of different models.`);
  const maps = await wholeMaps(ops, device, request, signal);
  const work = likenessAcross(maps, { numHeads: config.numHeads, sequenceLength: length, causal: config.causal });
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await nextTurn();
    signal.throwIfAborted();
  }
}
