import { formatCountOf } from '../../attention/numbers/format.ts';
import type { Model } from '../../attention/run/request.ts';
import { shapeOf } from '../../attention/sharing.ts';
import type { AttentionShape, Mechanism, RunConfig } from '../../attention/types.ts';

/** Three columns of five KV-head counts, own models and a second set beside them: far from 16. */
const KEPT = 16;

/** Trained models by name, in JavaScript's memory; the newest 16. */
export class Models {
  readonly #models = new Map<string, Model>();

  /** From now on `name` is this model. */
  provide(name: string, model: Model): void {
    this.#models.delete(name);
    this.#models.set(name, model);
    for (const oldest of this.#models.keys()) {
      if (this.#models.size <= KEPT) break;
      this.#models.delete(oldest);
    }
  }

  has(name: string): boolean {
    return this.#models.has(name);
  }

  /** Throws a sentence where there is no such model. */
  get(name: string): Model {
    const model = this.#models.get(name);
    if (!model) throw new Error(`The engine was not given the trained model ${name}.`);
    return model;
  }

  /** Throws a sentence unless the models that a run names for `mechanisms` are here and of the run's sizes. */
  assertServes(config: RunConfig, mechanisms: readonly Mechanism[]): void {
    if (!config.trained) return;
    if (!config.causal || !config.positions || !config.bias)
      throw new Error(
        'Trained models are causal and have positions and biases: a run with them cannot do without these.',
      );
    for (const mechanism of mechanisms) this.#assertFits(config.trained.models[mechanism], mechanism, config);
  }

  #assertFits(name: string, mechanism: Mechanism, config: RunConfig): void {
    const { shape } = this.get(name);
    const wanted = shapeOf(mechanism, config);
    if (sizesOf(shape) !== sizesOf(wanted))
      throw new Error(`The model ${name} has ${sizesOf(shape)}, and the run asks for ${sizesOf(wanted)}.`);
  }
}

/** "d_model 256, 16 query heads and 4 KV heads" */
function sizesOf({ dModel, numHeads, numKvHeads }: AttentionShape): string {
  return `d_model ${dModel}, ${formatCountOf(numHeads, 'query head')} and ${formatCountOf(numKvHeads, 'KV head')}`;
}
