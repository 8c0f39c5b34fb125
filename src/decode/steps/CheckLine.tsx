import type { MouseEvent } from 'react';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import type { DecodeControls } from '../../state/work/decode/decodeController.ts';
import { checkText, stepText } from './words.ts';

const NOTHING_YET = 'Nothing is decoded yet: Step reads the prompt, Play goes on to the end.';
const READING = 'Reading the prompt …';

/** What the last step took, what failed, and how far the rows are from the full forward's. */
export function CheckLine({ controls }: { readonly controls: DecodeControls }) {
  const { phase, error, decoded, check } = useAppState((state) => state.decode);
  const isEngineReady = useAppState((state) => state.engine.phase === 'ready');
  const isChecked = check.phase === 'awaited' || check.phase === 'here';
  const retry = ({ currentTarget }: MouseEvent<HTMLButtonElement>) => {
    // This button goes: the focus goes on to what it tries again.
    currentTarget.closest('section')?.querySelector<HTMLButtonElement>('.decode-steps__play')?.focus();
    controls.retry();
  };
  const checked = check.phase === 'here' ? checkText(check) : null;
  return (
    <div className="decode-steps__outcome">
      <p className="numeric" translate="no">
        {decoded ? stepText(decoded) : phase === 'stepping' ? READING : NOTHING_YET}
      </p>
      {phase === 'failed' && (
        <button type="button" className="button" onClick={retry}>
          Try again
        </button>
      )}
      {decoded && !decoded.isLost && phase !== 'failed' && (
        // It stays where it is: a button that goes takes the focus with it.
        <button
          type="button"
          className="button"
          aria-disabled={isChecked}
          onClick={() => !isChecked && controls.check()}
        >
          Check now
        </button>
      )}
      <div role="status" className="decode-steps__status">
        {phase === 'waiting' && <p>{isEngineReady ? 'Loading the models …' : 'Waiting for the engine …'}</p>}
        {phase === 'failed' && <p className="decode-steps__failure">{error}</p>}
        {decoded?.isLost && (
          <p className="decode-steps__failure">
            The engine that held the caches is gone, and they with it. The next step fills those of the new one.
          </p>
        )}
        {check.phase === 'awaited' && <p>Comparing with the full causal forward …</p>}
        {check.phase === 'failed' && <p className="decode-steps__failure">{check.error}</p>}
        {checked && <p className={checked.isRight ? undefined : 'decode-steps__failure'}>{checked.text}</p>}
      </div>
    </div>
  );
}
