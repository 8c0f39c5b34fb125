/** Long enough for any browser to have begun reading the file; it keeps the bytes until the URL is revoked. */
const REVOKE_AFTER_MS = 60_000;

/** Hands `blob` to the browser as a file to save. */
export function download(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_AFTER_MS);
}
