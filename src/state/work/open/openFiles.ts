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
  /** Opens the files of a model as its makers published it. Never rejects. Without it they are taken for models of HeadRoom's own. */
  readonly openCheckpoint?: ((files: readonly File[]) => Promise<void>) | undefined;
}

/**
 * Opens what was chosen or dropped, whatever kind it is. What can't be opened is told in a notice. Rejects if what reads recordings
 * can't be fetched.
 */
export async function openFiles(
  files: readonly File[],
  { readModels, loadRecordings, openCheckpoint }: FileReaders,
  store: Pick<StoreApi<AppState>, 'getState' | 'setState'>,
): Promise<void> {
  const recordings = await loadRecordings?.();
  const { settings, actions } = store.getState();
  const looksLikeRecording = recordings?.looksLikeRecording ?? (async () => false);
  const kind = await kindOfFiles(files, looksLikeRecording, settings.screen);
  if (kind === 'checkpoint' && openCheckpoint) await openCheckpoint(files);
  else if (kind === 'recordings' && recordings) await openRecordings(files, recordings.open, store);
  else await openModels(files, readModels, actions);
}
