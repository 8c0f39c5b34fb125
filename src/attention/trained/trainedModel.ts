import type { AttentionShape, Mechanism } from '../types.ts';
import type { ModelParameters } from './parameters.ts';
import type { Recipe } from './recipe.ts';

/** A trained model: what its file holds. */
export interface TrainedModel {
  readonly shape: AttentionShape;
  readonly parameters: ModelParameters;
  readonly card: ModelCard;
}

/** How the parameters came about. */
export interface ModelCard {
  readonly recipe: Recipe;
  readonly seed: number;
  /** Steps done; the recipe's own number of them where the training was not cut short. */
  readonly steps: number;
  /** What was measured on held-out sequences, by name, e.g. `loss`, `accuracy`, `induction.accuracy`. */
  readonly figures: Readonly<Record<string, number>>;
  /** The commit of the code that trained it, with "+" where the code had been changed since. */
  readonly revision: string;
}

/** Trained models side by side: what the three columns take their weights from. They differ in `numKvHeads` alone. */
export interface ModelSet {
  /** For people, e.g. "small, 2 KV heads, seed 3". */
  readonly title: string;
  readonly models: Readonly<Record<Mechanism, TrainedModel>>;
}
