import encodeQR from 'qr';

/** Light modules around the code, as its standard asks for. */
const QUIET = 4;

/** Rows of the modules of a QR code of `text`, its quiet zone included; true for dark. */
export function makeQr(text: string): readonly (readonly boolean[])[] {
  return encodeQR(text, 'raw', { ecc: 'low', border: QUIET });
}
