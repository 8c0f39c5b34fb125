import { formatCount } from '../../../attention/numbers/format.ts';

/**
 * Characters of a link whose QR code still reads from the last row: its 89 modules and their light margin are then, at half
 * the height of a screen, 0.5 % of it each.
 */
export const MAX_QR_LINK = 718;

/** Says why a link has no QR code; undefined if it has one. */
export function noQrReason(link: string): string | undefined {
  if (link.length <= MAX_QR_LINK) return undefined;
  return `This link has ${formatCount(link.length)} characters, too many for a QR code that reads from the last row: a shorter text makes a shorter one.`;
}
