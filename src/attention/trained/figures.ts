import { NOT_ASKED } from './questions.ts';
import { QUESTIONS, type Question } from './shape.ts';

/** How one question was answered. */
export interface QuestionFigures {
  /** How many times it was asked; the means below are NaN where that is 0. */
  readonly asked: number;
  /** Mean cross-entropy, in nats. */
  readonly loss: number;
  /** Share of the times that the likeliest answer was the right one. */
  readonly accuracy: number;
}

export interface ModelFigures {
  /** Weighted mean of the questions' losses, over those that were asked. */
  readonly loss: number;
  /** Mean of the accuracies of the questions that count and were asked. */
  readonly accuracy: number;
  readonly questions: Readonly<Record<Question, QuestionFigures>>;
}

/** What a model said to some questions; each array has an element for each answer of `answers`. */
export interface Responses {
  /** Token ids, `NOT_ASKED` where there was no question. */
  readonly answers: Int32Array;
  /** −ln of the probability that the right answer got; anything where nothing was asked. */
  readonly losses: Float32Array;
  /** The likeliest answer. */
  readonly likeliest: Int32Array;
}

/** The figures of all `responses` together: each question's means are over every time that it was asked. */
export function figuresOf(responses: readonly Responses[], weights: Readonly<Record<Question, number>>): ModelFigures {
  const questions = Object.fromEntries(
    QUESTIONS.map((question, column) => [question, questionFigures(responses, column)]),
  ) as Record<Question, QuestionFigures>;
  const counted = QUESTIONS.filter((question) => weights[question] > 0 && questions[question].asked > 0);
  const mean = (value: (question: Question) => number, weight: (question: Question) => number) =>
    counted.reduce((sum, question) => sum + value(question) * weight(question), 0) /
    counted.reduce((sum, question) => sum + weight(question), 0);
  return {
    loss: mean(
      (question) => questions[question].loss,
      (question) => weights[question],
    ),
    accuracy: mean(
      (question) => questions[question].accuracy,
      () => 1,
    ),
    questions,
  };
}

/**
 * What each answer's cross-entropy counts for in the loss of a training step, [answers.length]: a question's weight, divided
 * among the times that it is asked; 0 where it is not. All sum to 1, or to 0 where nothing that counts was asked.
 */
export function answerWeights(answers: Int32Array, weights: Readonly<Record<Question, number>>): Float32Array {
  const asked = QUESTIONS.map((_, column) => countAsked(answers, column));
  const total = QUESTIONS.reduce((sum, question, column) => sum + (asked[column] ? weights[question] : 0), 0);
  // Where nothing that counts was asked, nothing is learned: `|| 1` keeps 0 / 0 out of the gradient.
  const shares = QUESTIONS.map((question, column) => weights[question] / (total || 1) / (asked[column] as number));
  return Float32Array.from(answers, (answer, index) =>
    answer === NOT_ASKED ? 0 : (shares[index % QUESTIONS.length] as number),
  );
}

function questionFigures(responses: readonly Responses[], column: number): QuestionFigures {
  let [asked, loss, hits] = [0, 0, 0];
  for (const { answers, losses, likeliest } of responses) {
    for (let index = column; index < answers.length; index += QUESTIONS.length) {
      if (answers[index] === NOT_ASKED) continue;
      asked++;
      loss += losses[index] as number;
      if (likeliest[index] === answers[index]) hits++;
    }
  }
  return { asked, loss: loss / asked, accuracy: hits / asked };
}

function countAsked(answers: Int32Array, column: number): number {
  return answers.reduce(
    (count, answer, index) => (index % QUESTIONS.length === column && answer !== NOT_ASKED ? count + 1 : count),
    0,
  );
}
