import type { RankTable } from './o200k.ts';

/** Bytes of `o200k_base.tiktoken`: known beforehand, because a compressed response doesn't say. */
export const RANK_FILE_BYTES = 3_613_922;

/**
 * Reads a `.tiktoken` file chunk by chunk, as it arrives: lines of base64, a space and the rank. `push` throws on a
 * line that is not one, for instance of an error page served in the file's place.
 */
export function rankFileReader(): { push(chunk: Uint8Array): void; finish(): RankTable } {
  const ascii = new TextDecoder('utf-8');
  const ranks: RankTable = [];
  let rest = '';
  return {
    push(chunk) {
      const lines = (rest + ascii.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) readLine(line, ranks);
    },
    finish() {
      if (rest !== '') readLine(rest, ranks);
      return ranks;
    },
  };
}

const LINE = /^([A-Za-z0-9+/]+=*) (\d+)$/;
const NON_ASCII = /[^\0-\x7F]/;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

// Writes into `ranks`.
function readLine(line: string, ranks: RankTable): void {
  const [, base64, rank] = LINE.exec(line) ?? [];
  if (base64 === undefined) throw new Error(`"${line.slice(0, 40)}" is not a line of a rank file.`);
  ranks[Number(rank)] = textOrBytes(atob(base64));
}

/** `binary` has a byte in each code unit. */
function textOrBytes(binary: string): RankTable[number] {
  if (!NON_ASCII.test(binary)) return binary;
  const bytes = Uint8Array.from(binary, (byte) => byte.charCodeAt(0));
  try {
    return utf8.decode(bytes);
  } catch {
    return [...bytes]; // A piece of a character.
  }
}
