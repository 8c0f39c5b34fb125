import { type KindScores, scoresOfAllKinds } from '../../attention/labels/scores.ts';
import type { LabelledText } from '../../attention/labels/targets.ts';
import type { RunRequest } from '../../attention/run/request.ts';
import { runKey } from '../../attention/run/sameRun.ts';
import { initialValues, type ModelParameters } from '../../attention/trained/parameters.ts';
import { LAYERS, parameterList } from '../../attention/trained/shape.ts';
import type { AttentionShape } from '../../attention/types.ts';
import { nextTurn } from '../../threads/nextTurn.ts';
import { HostLayers } from '../forward/hostLayers.ts';
import { wholeMaps } from '../forward/mapsOnScreen.ts';
import { OnDevice } from '../forward/onDevice.ts';
import type { AttentionOps } from '../ops/ops.ts';

/** Seeds of the nets that heads are compared with: far from those that models are trained from. */
const SEEDS = Array.from({ length: 10 }, (_, net) => 1_000_000 + net);

/** What every array of a net takes that its maps need; the readouts alone would be half of it. */
const IN_BLOCKS = /^blocks\./;

const NAME = 'untrained';

/**
 * Ten untrained nets of MHA's sizes, drawn once, and what their heads score on one text after another. They run as trained
 * models do, on matrices of their own that stay on the backend for one net at a time.
 */
export class UntrainedNets {
  readonly #ops: AttentionOps;
  /** By seed; of one d_model. */
  #drawn: { readonly dModel: number; readonly nets: Map<number, ModelParameters> } = { dModel: 0, nets: new Map() };
  /** By seed, on the text under `key`: as many as were not interrupted. */
  #known: { readonly key: string; readonly scores: Map<number, KindScores[]> } = { key: '', scores: new Map() };

  constructor(ops: AttentionOps) {
    this.#ops = ops;
  }

  /** The scores of each layer of each net on the text of `request`. Stops with the signal's reason once aborted. */
  async scores(request: RunRequest, text: LabelledText, signal: AbortSignal): Promise<readonly KindScores[]> {
    const key = runKey(request, 'untrainedNets');
    if (this.#known.key !== key) this.#known = { key, scores: new Map() };
    const { scores } = this.#known;
    for (const net of SEEDS) if (!scores.has(net)) scores.set(net, await this.#scoresOfNet(net, request, text, signal));
    return [...scores.values()].flat();
  }

  async #scoresOfNet(
    net: number,
    { tokens, config, mapSide }: RunRequest,
    text: LabelledText,
    signal: AbortSignal,
  ): Promise<KindScores[]> {
    const shape = { dModel: config.dModel, numHeads: config.numHeads, numKvHeads: config.numHeads };
    // Of this call alone: one that was aborted may still wait for the backend, with a net of other sizes.
    const layers = new HostLayers();
    layers.models.provide(NAME, { shape, parameters: await this.#draw(net, shape, signal) });
    const device = new OnDevice(this.#ops, layers);
    const scores: KindScores[] = [];
    try {
      for (let layer = 0; layer < LAYERS; layer++) {
        const trained = { layer, models: { mha: NAME, gqa: NAME, mqa: NAME } };
        const request = { tokens, config: { ...config, ...shape, trained }, mechanisms: ['mha' as const], mapSide };
        await nextTurn();
        signal.throwIfAborted();
        const { mha } = await wholeMaps(this.#ops, device, request, signal);
        if (mha) scores.push(scoresOfAllKinds(mha, text));
      }
    } finally {
      device.clear();
    }
    return scores;
  }

  /** An array at a time: all of a net would take a slow machine longer than a frame. */
  async #draw(net: number, shape: AttentionShape, signal: AbortSignal): Promise<ModelParameters> {
    if (this.#drawn.dModel !== shape.dModel) this.#drawn = { dModel: shape.dModel, nets: new Map() };
    const { nets } = this.#drawn;
    const known = nets.get(net);
    if (known) return known;
    const parameters: Record<string, Float32Array> = {};
    for (const spec of parameterList(shape).filter(({ name }) => IN_BLOCKS.test(name))) {
      await nextTurn();
      signal.throwIfAborted();
      parameters[spec.name] = initialValues(spec, shape.dModel, net);
    }
    nets.set(net, parameters);
    return parameters;
  }
}
