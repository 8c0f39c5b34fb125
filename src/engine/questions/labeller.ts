import { type HeadLabel, headLabels, labelFairness } from '../../attention/labels/headLabels.ts';
import { labelledText } from '../../attention/labels/targets.ts';
import { formatCountOf } from '../../attention/numbers/format.ts';
import type { RunRequest } from '../../attention/run/request.ts';
import type { Mechanism } from '../../attention/types.ts';
import { nextTurn } from '../../threads/nextTurn.ts';
import { wholeMaps } from '../forward/mapsOnScreen.ts';
import type { OnDevice } from '../forward/onDevice.ts';
import type { AttentionOps } from '../ops/ops.ts';
import { UntrainedNets } from './untrainedNets.ts';

/** Labels heads by what they do on a text, held against heads that learned nothing. */
export class Labeller {
  readonly #ops: AttentionOps;
  readonly #nets: UntrainedNets;

  constructor(ops: AttentionOps) {
    this.#ops = ops;
    this.#nets = new UntrainedNets(ops);
  }

  /** See `Engine.labels`. `device` knows the models. Stops with the signal's reason once aborted. */
  async label(
    device: OnDevice,
    request: RunRequest,
    signal: AbortSignal,
  ): Promise<Partial<Record<Mechanism, readonly HeadLabel[]>>> {
    const { tokens, config, mechanisms } = request;
    if (!config.trained) throw new Error('Random weights have learned nothing that a label could name.');
    const fairness = labelFairness(tokens.length);
    if (fairness === 'too short' || fairness === 'too long')
      throw new Error(`A text of ${formatCountOf(tokens.length, 'token')} is ${fairness} for fair labels.`);
    const text = labelledText(tokens);
    const untrained = await this.#nets.scores(request, text, signal);
    const maps = await wholeMaps(this.#ops, device, request, signal);
    const labels: Partial<Record<Mechanism, readonly HeadLabel[]>> = {};
    for (const mechanism of mechanisms) {
      await nextTurn();
      signal.throwIfAborted();
      labels[mechanism] = headLabels(maps[mechanism] ?? new Float32Array(), untrained, text);
    }
    return labels;
  }
}
