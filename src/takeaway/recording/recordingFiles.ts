import type { Recording } from '../../attention/recorded/recording.ts';
import { openTensorFile } from '../../safetensors/tensorFile.ts';
import { createRecordingReader } from './createRecordingReader.ts';
import { looksLikeRecording as hasNamesOfRecording } from './recordingFormat.ts';

/** One for the page: its worker reads all recordings. */
const reader = createRecordingReader();

/** True when a file's header has the names of a recording. Rejects with a sentence if it is not a safetensors file. */
export async function looksLikeRecording(file: Blob): Promise<boolean> {
  return hasNamesOfRecording(await openTensorFile(file));
}

/** Opens a file as a recording. Rejects with a sentence if it is not one, or one that can't be shown. */
export function open(file: File): Promise<Recording> {
  return reader.openRecording(file, file.name);
}
