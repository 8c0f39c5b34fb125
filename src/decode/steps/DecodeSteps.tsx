import type { Theme } from '../../charts/color/palette.ts';
import type { DecodeControls } from '../../state/work/decode/decodeController.ts';

interface Props {
  readonly theme: Theme;
  readonly controls: DecodeControls;
}

/** Decodes a text token by token. */
export function DecodeSteps(_: Props) {
  return <section aria-label="Decode" className="card" />;
}
