import type { StoreApi } from 'zustand';
import type { AppState } from '../../facts/appState.ts';
import { openModels, type ReadModels } from '../models/openModels.ts';
import { type OpenRecordingFile, openRecordings } from '../recorded/openRecordings.ts';
import { kindOfFiles } from './kindOfFiles.ts';

/** What reads recordings, of which the header alone says that they are some. */
export interface RecordingReader {
  readonly looksLikeRecording: (file: Blob) => Promise<boolean>;
  readonly open: OpenRecordingFile;
}

/** What reads each kind of files. */
export interface FileReaders {
  readonly readModels: ReadModels;
  /** Fetches what reads recordings. Without it every file is taken for models. */
  readonly loadRecordings?: (() => Promise<RecordingReader>) | undefined;
}

/**
 * Opens what was chosen or dropped, whatever kind it is. What can't be opened is told in a notice. Rejects if what reads recordings
 * can't be fetched.
 */
export async function openFiles(
  files: readonly File[],
  { readModels, loadRecordings }: FileReaders,
  store: Pick<StoreApi<AppState>, 'getState' | 'setState'>,
): Promise<void> {
  const recordings = await loadRecordings?.();
  const { settings, actions } = store.getState();
  if (recordings && (await kindOfFiles(files, recordings.looksLikeRecording, settings.screen)) === 'recordings')
    await openRecordings(files, recordings.open, store);
  else await openModels(files, readModels, actions);
}
