/** True when one of these files is a recording of attention. Never rejects: what can't be read is left to the reader of models. */
export async function areRecordings(files: readonly File[]): Promise<boolean> {
  try {
    const { looksLikeRecording } = await import('../../takeaway/recording/recordingFiles.ts');
    const found = await Promise.all(files.map((file) => looksLikeRecording(file).catch(() => false)));
    return found.includes(true);
  } catch {
    return false;
  }
}
