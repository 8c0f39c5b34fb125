import type { Recording } from '../../../attention/recorded/recording.ts';
import type { AppState } from '../../facts/appState.ts';
import type { OpenRecording, RecordedCell } from '../../facts/recorded/recordingsState.ts';

/** True when two recordings are of the same tokens, as they are read: only then do their cells mean the same. */
export function haveSameTokens({ tokens: a }: Recording, { tokens: b }: Recording): boolean {
  return a.length === b.length && firstDifferent(a, b) < 0;
}

/** The first position at which two lists of tokens differ, as far as both go; −1 if there is none. */
export function firstDifferent(a: Recording['tokens'], b: Recording['tokens']): number {
  return a.slice(0, b.length).findIndex(({ label }, position) => label !== b[position]?.label);
}

/** The cell that is lit: the locked one, else the one pointed at. */
export function selectLitRecorded({ recordings: { locked, hover } }: AppState): RecordedCell | null {
  return locked ?? hover;
}

/** The recordings in which the lit cell means something: its own, and those of the same tokens. */
export function isLitIn(cell: RecordedCell, own: OpenRecording, open: readonly OpenRecording[]): boolean {
  if (cell.recording === own.id) return true;
  const from = open.find(({ id }) => id === cell.recording);
  return from !== undefined && haveSameTokens(from.recording, own.recording);
}
