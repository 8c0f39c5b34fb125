import type { Backend } from '../../../src/engine/Engine.ts';

/** The picker that the benchmark puts the model's file in. */
const PICKER = 'own-model';

/** Puts a file picker on the page. */
export function addModelPicker(): void {
  const picker = Object.assign(document.createElement('input'), { type: 'file', id: PICKER });
  document.body.append(picker);
}

export interface OwnModelTimes {
  readonly backend: Backend;
  /** Milliseconds of a text that shares nothing with the one before. */
  readonly wholeMs: readonly number[];
  /** Milliseconds of a text with one token more than the one before. */
  readonly typedMs: readonly number[];
  /** The likeliest token after the first text. */
  readonly next: number;
}

/** Runs one text in the app's runner, and asks for the token after it. */
export async function runOwnModelOnce(tokens: number): Promise<void> {
  const { openOwnModel, runOwnModel, nextOfOwnModel } = await import('./ours.ts');
  await openOwnModel(pickedFile());
  await runOwnModel(textOf(tokens, 0));
  await nextOfOwnModel();
}

/** Times the app's runner on texts of `tokens` tokens. */
export async function timeOwnModel(tokens: number, repetitions: number): Promise<OwnModelTimes> {
  const { openOwnModel, runOwnModel, nextOfOwnModel } = await import('./ours.ts');
  const backend = await openOwnModel(pickedFile());
  const wholeMs: number[] = [];
  const typedMs: number[] = [];
  let next = -1;
  for (let index = 0; index < repetitions; index++) {
    const text = textOf(tokens + 1, index);
    wholeMs.push(await timed(() => runOwnModel(text.slice(0, tokens))));
    typedMs.push(await timed(() => runOwnModel(text)));
    if (index === 0) next = await nextOfOwnModel();
  }
  return { backend, wholeMs, typedMs, next };
}

/** Times plain operations on the first of these texts. They keep nothing: a token typed is a text again. */
export async function timePlainModel(backend: Backend, tokens: number): Promise<OwnModelTimes> {
  const { openPlainModel, runPlainModel, nextOfPlainModel } = await import('./plain.ts');
  await openPlainModel(pickedFile(), backend);
  const text = textOf(tokens + 1, 0);
  const wholeMs = [await timed(() => runPlainModel(text.slice(0, tokens)))];
  const typedMs = [await timed(() => runPlainModel(text))];
  return { backend, wholeMs, typedMs, next: await nextOfPlainModel() };
}

function pickedFile(): File {
  const file = document.querySelector<HTMLInputElement>(`#${PICKER}`)?.files?.[0];
  if (!file) throw new Error('No file was picked.');
  return file;
}

/** A text that shares no start with one of another `index`. */
function textOf(tokens: number, index: number): number[] {
  return Array.from({ length: tokens }, (_, token) => (7 + 101 * index + 997 * token) % 49_152);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
