import { Fragment } from 'react';
import { MECHANISM_SHORT } from '../../attention/sharing.ts';
import type { Mechanism } from '../../attention/types.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectVerdicts } from '../../state/shown/next-word/verdicts.ts';
import { RightOrWrong } from '../next-word/RightOrWrong.tsx';
import { Covered } from './figures/Covered.tsx';
import { useIsCovered } from './figures/usePrediction.ts';
import './present-next-words.css';

/**
 * Which word each model on screen goes on with, right or wrong: "next: MHA sat ✓ · GQA sat ✓ · MQA the ✗". Nothing where the
 * text does not say what is right.
 */
export function PresentNextWords({ shown }: { readonly shown: readonly Mechanism[] }) {
  const verdicts = useAppState(selectVerdicts);
  const isCovered = useIsCovered();
  if (!verdicts) return null;
  const isOpen = (mechanism: Mechanism) => !(isCovered && mechanism === 'gqa');
  const isOneWrong = shown.some((mechanism) => isOpen(mechanism) && verdicts.of[mechanism]?.isRight === false);
  return (
    <p className="present-next-words">
      <span>next:</span>
      {shown.map((mechanism, index) => {
        const verdict = verdicts.of[mechanism];
        return (
          <Fragment key={mechanism}>
            {index > 0 && <span aria-hidden="true">·</span>}
            <span className="present-next-words__one" data-mechanism={mechanism}>
              {shown.length > 1 && <small>{MECHANISM_SHORT[mechanism]} </small>}
              {!isOpen(mechanism) ? (
                <Covered />
              ) : verdict ? (
                <>
                  <bdi translate="no">{verdict.label}</bdi> <RightOrWrong isRight={verdict.isRight} />
                </>
              ) : (
                '…'
              )}
            </span>
          </Fragment>
        );
      })}
      {isOneWrong && (
        <span className="present-next-words__text">(the text says: {verdicts.textSays.join(' or ')})</span>
      )}
    </p>
  );
}
