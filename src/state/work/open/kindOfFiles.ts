import type { Screen } from '../../facts/settings.ts';

/** The kinds of files that *Open …* and a drop take. */
export type FileKind = 'models' | 'recordings';

/**
 * Tells what these files are. The names in a file's header decide; if they say nothing, the screen does, whose reader then
 * says what is wrong with the files. Never rejects.
 *
 * @param looksLikeRecording reads a file's header; what can't be read looks like nothing
 */
export async function kindOfFiles(
  files: readonly File[],
  looksLikeRecording: (file: Blob) => Promise<boolean>,
  screen: Screen,
): Promise<FileKind> {
  const found = await Promise.all(files.map((file) => looksLikeRecording(file).catch(() => false)));
  return found.includes(true) || screen === 'recorded' ? 'recordings' : 'models';
}
