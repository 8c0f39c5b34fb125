import * as tf from '@tensorflow/tfjs-core';
import { trainingBatch } from '../../../attention/trained/batches.ts';
import { answerWeights, figuresOf, type ModelFigures } from '../../../attention/trained/figures.ts';
import { learningRateAt, type Recipe } from '../../../attention/trained/recipe.ts';
import { VOCABULARY } from '../../../attention/trained/sequences.ts';
import { startOfTraining, type TrainingState } from '../../../attention/trained/trainingState.ts';
import type { AttentionShape } from '../../../attention/types.ts';
import { type AdamState, adamStep } from './adam.ts';
import { joinParameters, nameParameters, splitParameters } from './parameterTensors.ts';
import { respond, uploadBatch } from './respond.ts';

export interface TrainingSetup {
  readonly shape: AttentionShape;
  readonly recipe: Recipe;
  /** Decides the first parameters and every batch. */
  readonly seed: number;
}

/** A loss this many times that of guessing comes back from nowhere: the learning rate is too high. */
const DIVERGED = 5;

/** Trains one model on the current backend, a step at a time. Between steps it holds three tensors. */
export class Trainer {
  readonly #setup: TrainingSetup;
  #step: number;
  #state: AdamState;

  constructor(setup: TrainingSetup, start: TrainingState = startOfTraining(setup.shape, setup.seed)) {
    this.#setup = setup;
    this.#step = start.step;
    this.#state = {
      parameters: tf.tensor1d(start.parameters),
      firstMoment: tf.tensor1d(start.firstMoment),
      secondMoment: tf.tensor1d(start.secondMoment),
    };
  }

  /** Steps done so far. */
  get step(): number {
    return this.#step;
  }

  /**
   * One step; resolves with the figures of its batch before the step. Rejects with a sentence once the loss is no number
   * or far above that of guessing: the training can't go on then.
   */
  async advance(): Promise<ModelFigures> {
    const { shape, recipe, seed } = this.#setup;
    const batch = trainingBatch(recipe, shape.dModel, seed, this.#step);
    const weights = answerWeights(batch.answers, recipe.questionWeights);
    const { losses, likeliest, ...next } = tf.tidy(() => this.#learn(batch, weights));
    tf.dispose({ ...this.#state });
    this.#state = next;
    this.#step++;
    const [ofLosses, ofLikeliest] = await Promise.all([losses.data<'float32'>(), likeliest.data<'int32'>()]);
    tf.dispose([losses, likeliest]);
    const responses = { answers: batch.answers, losses: ofLosses, likeliest: ofLikeliest };
    const figures = figuresOf([responses], recipe.questionWeights);
    // In a step that asks nothing that counts there is no loss, and nothing is learned: the next one may ask.
    if (weights.some((weight) => weight > 0)) this.#assertLearning(figures.loss);
    return figures;
  }

  /** Where the training stands, in JavaScript's memory. */
  async state(): Promise<TrainingState> {
    const { parameters, firstMoment, secondMoment } = this.#state;
    const read = async (tensor: tf.Tensor1D) => Float32Array.from(await tensor.data<'float32'>());
    return {
      step: this.#step,
      parameters: await read(parameters),
      firstMoment: await read(firstMoment),
      secondMoment: await read(secondMoment),
    };
  }

  /** Frees all it holds. */
  dispose(): void {
    tf.dispose({ ...this.#state });
  }

  #learn(batch: Parameters<typeof uploadBatch>[0], weights: Float32Array) {
    const { shape, recipe } = this.#setup;
    const tensors = uploadBatch(batch, shape.dModel);
    let likeliest: tf.Tensor1D | undefined;
    const losses = (...parameters: tf.Tensor[]) => {
      const response = respond(nameParameters(parameters, shape), shape, tensors);
      likeliest = tf.keep(response.likeliest);
      return response.losses;
    };
    const { value, grads } = tf.valueAndGrads(losses)(
      splitParameters(this.#state.parameters, shape),
      tf.tensor1d(weights),
    );
    const rate = learningRateAt(recipe, this.#step);
    const next = adamStep(this.#state, joinParameters(grads), rate, this.#step);
    return { ...next, losses: value, likeliest: likeliest as unknown as tf.Tensor1D };
  }

  #assertLearning(loss: number): void {
    if (loss < DIVERGED * Math.log(VOCABULARY)) return;
    const found = Number.isFinite(loss)
      ? `reached ${loss.toFixed(1)}, far above that of guessing`
      : 'is no longer a number';
    throw new Error(
      `The loss ${found}, at step ${this.#step}. A lower learning rate than ${this.#setup.recipe.learningRate} may help.`,
    );
  }
}
