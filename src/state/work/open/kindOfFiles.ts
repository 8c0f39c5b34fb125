import type { Screen } from '../../facts/settings.ts';

/** The kinds of files that *Open …* and a drop take: models trained here, recordings, or a model's own files. */
export type FileKind = 'models' | 'recordings' | 'checkpoint';

/** Files that lie beside a model's weights, and weights in forms that are not read, of which the reader of models says so. */
const OF_A_CHECKPOINT =
  /(^|\/)(config|tokenizer|tokenizer_config|generation_config)\.json$|\.safetensors\.index\.json$/i;
const OTHER_WEIGHTS = /\.(bin|pt|pth|gguf)$/i;

/**
 * Tells what these files are. Names that only a model's folder has decide, then the names in a file's header; if they say
 * nothing, the screen does, whose reader then says what is wrong with the files. Never rejects.
 *
 * @param looksLikeRecording reads a file's header; what can't be read looks like nothing
 */
export async function kindOfFiles(
  files: readonly File[],
  looksLikeRecording: (file: Blob) => Promise<boolean>,
  screen: Screen,
): Promise<FileKind> {
  const isCheckpoint = ({ name }: File) => OF_A_CHECKPOINT.test(name) || OTHER_WEIGHTS.test(name);
  if (files.some(isCheckpoint)) return 'checkpoint';
  const found = await Promise.all(files.map((file) => looksLikeRecording(file).catch(() => false)));
  if (found.includes(true)) return 'recordings';
  // Shards alone: several files, none of which was written here.
  if (files.length > 1 && files.every(({ name }) => /^model-\d+-of-\d+\.safetensors$/.test(name))) return 'checkpoint';
  if (files.length === 1 && files[0]?.name === 'model.safetensors') return 'checkpoint';
  return screen === 'recorded' ? 'recordings' : 'models';
}
