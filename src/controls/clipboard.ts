/** Copies text; rejects with a sentence where the browser refuses, so that the caller can show it. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    throw new Error('This browser did not let the page copy: select the text and copy it by hand.');
  }
}
