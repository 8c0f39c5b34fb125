import type { DecodePlan } from '../../attention/decoding/decodePlan.ts';
import { Select } from '../../controls/Select.tsx';
import { Toolbar } from '../../controls/Toolbar.tsx';
import { type DecodeSpeed, isDecoding } from '../../state/facts/decode/decodeState.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import type { DecodeControls } from '../../state/work/decode/decodeController.ts';

const SPEED_NAMES: Readonly<Record<DecodeSpeed, string>> = {
  '1': '1 token a second',
  '2': '2 tokens a second',
  '4': '4 tokens a second',
  '8': '8 tokens a second',
  full: 'as fast as it goes',
};

interface Props {
  readonly plan: DecodePlan<unknown>;
  readonly controls: DecodeControls;
}

/** Back to the start, one step, play or pause, and how fast. */
export function Transport({ plan, controls }: Props) {
  const cached = useAppState((state) => state.decode.decoded?.request.tokens.length ?? 0);
  const isPlaying = useAppState((state) => state.decode.isPlaying);
  const speed = useAppState((state) => state.decode.speed);
  const hasBegun = useAppState((state) => isDecoding(state.decode));
  const isDone = cached === plan.tokens.length;
  return (
    <Toolbar label="Decode: step by step" className="decode-steps__transport">
      <button
        type="button"
        className="button button--main decode-steps__play"
        aria-disabled={isDone}
        onClick={isPlaying ? controls.pause : controls.play}
      >
        {isPlaying ? 'Pause' : 'Play'}
      </button>
      <button type="button" className="button" aria-disabled={isDone} onClick={controls.step}>
        Step
      </button>
      <button type="button" className="button" aria-disabled={!hasBegun} onClick={controls.back}>
        Back to the start
      </button>
      <Select label="Speed" value={speed} options={SPEED_NAMES} onChange={controls.setSpeed} />
    </Toolbar>
  );
}
