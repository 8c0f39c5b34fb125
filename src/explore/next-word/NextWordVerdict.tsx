import type { Mechanism } from '../../attention/types.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectVerdicts } from '../../state/shown/next-word/verdicts.ts';
import { RightOrWrong } from './RightOrWrong.tsx';
import './next-word-verdict.css';

/**
 * Whether one model goes on as the text does: "next: sat ✓", "next: the ✗ (the text says: sat)". It has its place before the
 * guess is there, so that nothing moves when it comes; nothing where the text does not say what is right.
 */
export function NextWordVerdict({ mechanism }: { readonly mechanism: Mechanism }) {
  const verdicts = useAppState(selectVerdicts);
  if (!verdicts) return null;
  const verdict = verdicts.of[mechanism];
  const textSays = `the text says: ${verdicts.textSays.join(' or ')}`;
  return (
    <>
      <span className="next-word-verdict" title={verdict && !verdict.isRight ? textSays : undefined}>
        next:{' '}
        {verdict ? (
          <>
            <bdi translate="no">{verdict.label}</bdi> <RightOrWrong isRight={verdict.isRight} />
          </>
        ) : (
          '…'
        )}
      </span>
      {verdict && !verdict.isRight && <span className="next-word-verdict__text">({textSays})</span>}
    </>
  );
}
