import { decodeLinkText, encodeLinkText } from './linkText.ts';

/**
 * Returns a fragment for mails and chats, whose programs look for the end of a link and leave out what might belong to the
 * sentence, or write a character in another way: letters, digits, "-", ".", "&", "=" and percent-encoded bytes, a letter or
 * digit last. Its first part is a check of the rest, so that a link that lost any of it is noticed.
 *
 * @param plain the fragment as the address bar has it, without "#"
 */
export function writeCopied(plain: string): string {
  const robust = plain.replace(/^text=([^&]*)/, (_, value: string) => `t=${robustText(value)}`);
  // A space or an empty text is not to be the end: of a key that comes twice, the first counts.
  return `k=${checkOf(plain)}&${robust}${/[=-]$/.test(robust) ? '&k' : ''}`;
}

/** The part that every copied link begins with, also one of which little more is left. */
const COPIED = /^k(?=[=&]|$)=?([^&]*)&?(.*)$/s;
/** Full stops, brackets and quotes after a link that a linkifier may have taken in. */
const MAX_TAKEN_IN = 12;

/**
 * Returns the fragment that a copied one stands for, as the address bar has it, and whether it is what was copied; undefined
 * for a fragment that was not copied, as all were not before there were checks.
 */
export function readCopied(copied: string): { readonly plain: string; readonly isWhole: boolean } | undefined {
  const [isCopied, check, robust = ''] = COPIED.exec(copied) ?? [];
  if (isCopied === undefined) return undefined;
  let rest = robust;
  for (let takenIn = 0; takenIn <= MAX_TAKEN_IN; takenIn++) {
    const plain = plainOf(rest);
    if (checkOf(plain) === check) return { plain, isWhole: true };
    rest = rest.replace(/(%..|[^0-9A-Za-z])$/s, '');
  }
  return { plain: plainOf(robust), isWhole: false };
}

/** A text of a link without the characters that linkifiers stop at. A space is "-", as "+" is often written as "%2B". */
function robustText(value: string): string {
  return value.replace(/[^0-9A-Za-z%+]/g, percent).replaceAll('+', '-');
}

function plainOf(robust: string): string {
  return robust
    .replace(/&k$/, '')
    .replace(/^t=([^&]*)/, (_, value: string) => `text=${plainText(value.replaceAll('-', ' '))}`);
}

/** Writes the text as the address bar does, whichever of its bytes are percent-encoded. */
function plainText(value: string): string {
  const text = decodeLinkText(value);
  return text === undefined ? value : encodeLinkText(text);
}

/** Returns an ASCII character percent-encoded. */
export function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** FNV-1a in 32 bits, which no change of a single character leaves as it is. */
function checkOf(plain: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < plain.length; index++) hash = Math.imul(hash ^ plain.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(36);
}
