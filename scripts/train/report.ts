import type { HeadLabel } from '../../src/attention/labels/headLabels.ts';
import type { ModelFigures } from '../../src/attention/trained/figures.ts';

const LINE_EVERY = 50;

/** Prints means of the last steps, their pace and the time left, a line every 50 steps. */
export class ProgressLines {
  readonly #steps: number;
  readonly #losses: number[] = [];
  readonly #induction: number[] = [];
  #lineAt: number;
  #lineMs = performance.now();

  constructor(steps: number, step: number) {
    this.#steps = steps;
    this.#lineAt = step;
    if (step > 0) console.log(`Going on after step ${step.toLocaleString('en')}.`);
  }

  /** `step` counts from 1. */
  add({ loss, questions }: ModelFigures, step: number): void {
    this.#losses.push(loss);
    if (questions.induction.asked > 0) this.#induction.push(questions.induction.accuracy);
    if (step % LINE_EVERY !== 0 && step !== this.#steps) return;
    const msAStep = (performance.now() - this.#lineMs) / (step - this.#lineAt);
    const minutesLeft = ((this.#steps - step) * msAStep) / 60_000;
    console.log(
      [
        `${new Date().toISOString().slice(11, 19)}  step ${step} of ${this.#steps}`,
        `loss ${mean(this.#losses).toFixed(3)}`,
        `induction ${mean(this.#induction).toFixed(3)}`,
        `${msAStep.toFixed(0)} ms a step`,
        `${minutesLeft.toFixed(1)} min left at this pace`,
      ].join('  '),
    );
    this.#losses.length = 0;
    this.#induction.length = 0;
    this.#lineAt = step;
    this.#lineMs = performance.now();
  }
}

export function printFigures(figures: Readonly<Record<string, number>>): void {
  console.log('On held-out sequences:');
  for (const [name, value] of Object.entries(figures)) console.log(`  ${name.padEnd(24)} ${value.toFixed(4)}`);
}

/** A line a layer: what each of its heads does on `sentence`. */
export function printLabels(sentence: string, labels: readonly (readonly HeadLabel[])[]): void {
  console.log(`On "${sentence}"`);
  for (const [layer, heads] of labels.entries())
    console.log(`  layer ${layer + 1}: ${heads.map(labelText).join(' · ')}`);
}

function labelText(label: HeadLabel): string {
  return 'score' in label ? `${label.kind} ${label.score.toFixed(2)} (null ${label.null.toFixed(2)})` : label.kind;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
