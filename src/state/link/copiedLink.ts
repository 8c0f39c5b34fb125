import type { Settings } from '../facts/settings.ts';
import { settingsToHash } from './link.ts';
import { percent, writeCopied } from './linkCheck.ts';

/** Returns the fragment of a link that is given away, "#" included, "" for the first view. */
export function copiedHash(settings: Settings): string {
  const plain = settingsToHash(settings).slice(1);
  return plain && `#${writeCopied(plain)}`;
}

/**
 * Returns the link to these settings to be copied, shown or put in a QR code.
 *
 * @param address of the page, whose path and query are written as linkifiers keep them, too: servers read both forms alike
 */
export function copiedLink(settings: Settings, address = location.href): string {
  return address.replace(/#.*$/s, '').replace(/[!'()*,;]/g, percent) + copiedHash(settings);
}
