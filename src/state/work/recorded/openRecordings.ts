import type { StoreApi } from 'zustand';
import { MOST_RECORDINGS, type Recording } from '../../../attention/recorded/recording.ts';
import { quoted } from '../../../errors/quoted.ts';
import { sentenceOf } from '../../../errors/sentence.ts';
import type { AppState } from '../../facts/appState.ts';
import { withRecording } from '../../facts/recorded/withRecording.ts';
import { showOpened } from './showOpened.ts';

export const OPEN_NOTICE = 'open models';

/** Rejects with a sentence if the file is no recording. */
export type OpenRecordingFile = (file: File) => Promise<Recording>;

/**
 * Opens `files` one after the other beside the recordings that are open, and shows them. A file that is no recording, and one
 * too many, change nothing: one notice names each of them and says why. Never rejects.
 */
export async function openRecordings(
  files: readonly File[],
  open: OpenRecordingFile,
  store: Pick<StoreApi<AppState>, 'getState' | 'setState'>,
): Promise<void> {
  const from = store.getState().settings.screen;
  const refusals: string[] = [];
  const surplus: string[] = [];
  let isAnyOpen = false;
  const isFull = () => store.getState().recordings.open.length >= MOST_RECORDINGS;
  for (const file of files) {
    const name = `“${quoted(file.name)}”`;
    if (isFull()) {
      surplus.push(name);
      continue;
    }
    try {
      const recording = await open(file);
      // Others may have come while it was read.
      if (isFull()) surplus.push(name);
      else {
        store.setState(({ recordings }) => ({ recordings: withRecording(recordings, recording) }));
        isAnyOpen = true;
      }
    } catch (error) {
      refusals.push(`${name} was not opened. ${sentenceOf(error)}`);
    }
  }
  if (surplus.length > 0) refusals.push(surplusSentence(surplus));
  const { actions } = store.getState();
  if (refusals.length > 0) actions.notify({ id: OPEN_NOTICE, kind: 'error', text: refusals.join(' ') });
  else actions.dismiss(OPEN_NOTICE);
  if (isAnyOpen || surplus.length > 0) showOpened(store, from, 'The recordings are open');
}

/** More names than this in a sentence tell nobody anything. */
const MOST_NAMES = 3;

function surplusSentence(names: readonly string[]): string {
  const rest = names.length - MOST_NAMES;
  const listed = rest > 0 ? `${names.slice(0, MOST_NAMES).join(', ')} and ${rest} more` : names.join(', ');
  const verb = names.length === 1 ? 'was' : 'were';
  return `${listed} ${verb} not opened: at most ${MOST_RECORDINGS} recordings stand side by side. Remove one first.`;
}
