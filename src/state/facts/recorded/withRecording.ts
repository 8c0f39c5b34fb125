import type { Recording } from '../../../attention/recorded/recording.ts';
import { quoted } from '../../../errors/quoted.ts';
import type { OpenRecording, RecordingsState } from './recordingsState.ts';

/** Ids given so far. */
let given = 0;

/** Returns the state with one recording more, after those that are open. The layer on screen stays if a recording has it. */
export function withRecording(state: RecordingsState, recording: Recording): RecordingsState {
  const opened: OpenRecording = { id: ++given, name: freeName(recording.name, state.open), recording };
  const open = [...state.open, opened];
  return {
    ...state,
    open,
    layer: layerWithin(state.layer, open),
    chosen: state.chosen ?? { recording: opened.id, queryHead: 0 },
    thumbnails: { ...state.thumbnails, [opened.id]: recording.layers.map(() => null) },
    fills: true,
  };
}

/** Returns the state without a recording, and without all that was read of it. */
export function withoutRecording(state: RecordingsState, id: number): RecordingsState {
  const open = state.open.filter((each) => each.id !== id);
  const [first] = open;
  const { [id]: _layer, ...layers } = state.layers;
  const { [id]: _answers, ...answers } = state.answers;
  const { [id]: _thumbnails, ...thumbnails } = state.thumbnails;
  const elsewhere = <Of extends { readonly recording: number }>(of: Of | null) => (of?.recording === id ? null : of);
  return {
    ...state,
    open,
    layers,
    answers,
    thumbnails,
    layer: layerWithin(state.layer, open),
    chosen: elsewhere(state.chosen) ?? (first ? { recording: first.id, queryHead: 0 } : null),
    hover: elsewhere(state.hover),
    locked: elsewhere(state.locked),
  };
}

/** Returns the numbers of all layers that any of these recordings has, ascending. */
export function layerNumbers(open: readonly OpenRecording[]): number[] {
  const numbers = open.flatMap(({ recording }) => recording.layers.map(({ layer }) => layer));
  return [...new Set(numbers)].sort((a, b) => a - b);
}

function layerWithin(layer: number, open: readonly OpenRecording[]): number {
  const numbers = layerNumbers(open);
  return numbers.includes(layer) ? layer : (numbers[0] ?? layer);
}

/** "gpt2", "gpt2 (2)": a name that no recording has which is open. */
function freeName(name: string, open: readonly OpenRecording[]): string {
  const base = quoted(name) || 'a recording';
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? base : `${base} (${number})`;
    if (!open.some((other) => other.name === candidate)) return candidate;
  }
}
