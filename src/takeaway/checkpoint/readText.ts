import { formatCount } from '../../attention/numbers/format.ts';
import { quoted } from '../../errors/quoted.ts';

/** Returns a file's text. Rejects with a sentence if it is larger than any such file is, or gone. */
export async function readText(file: Blob, mostBytes: number): Promise<string> {
  const name = file instanceof File ? `“${quoted(file.name)}”` : 'The file';
  if (file.size > mostBytes)
    throw new Error(
      `${name} has ${formatCount(file.size)} bytes, and no more than ${formatCount(mostBytes)} are read of such a file.`,
    );
  return await file.text().catch((cause) => {
    throw new Error(`${name} can’t be read any more: it was moved, changed or deleted.`, { cause });
  });
}
