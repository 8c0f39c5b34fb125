import type { Theme } from '../charts/color/palette.ts';
import { ErrorBoundary } from '../controls/ErrorBoundary.tsx';
import type { DecodeControls } from '../state/work/decode/decodeController.ts';
import type { TimingControls } from '../state/work/decode/timingController.ts';
import { DecodeSteps } from './steps/DecodeSteps.tsx';
import { DecodeTiming } from './timing/DecodeTiming.tsx';
import './decode.css';

export interface DecodeProps {
  readonly theme: Theme;
  readonly controls: DecodeControls;
  readonly timingControls: TimingControls;
}

/** Decoding on this machine: token by token with a KV cache that is really there, and what a step takes. */
export function Decode({ theme, controls, timingControls }: DecodeProps) {
  return (
    <div className="decode">
      <ErrorBoundary what="Decoding">
        <DecodeSteps theme={theme} controls={controls} />
      </ErrorBoundary>
      <ErrorBoundary what="The times of a step">
        <DecodeTiming controls={timingControls} />
      </ErrorBoundary>
    </div>
  );
}
