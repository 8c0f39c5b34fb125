import { useActions, useAppState } from '../state/shown/hooks/useAppState.tsx';
import { selectInspectedHead } from '../state/shown/pointing/focus.ts';
import { selectTokenization } from '../state/shown/tokens.ts';

/** What stands in the place of a head whose weights are not here. */
export function HeadAbsent({ why }: { readonly why: 'loading' | 'failed' }) {
  const { queryHead } = useAppState(selectInspectedHead);
  const hasTokens = useAppState((state) => selectTokenization(state).tokens.length > 0);
  const { retry } = useActions();
  if (why === 'failed') {
    return (
      <p role="status">
        The weights of query head {queryHead} could not be computed.{' '}
        <button type="button" className="button" onClick={retry}>
          Try again
        </button>
      </p>
    );
  }
  return (
    <p role="status">
      {hasTokens ? `Loading the weights of query head ${queryHead} …` : 'Type a text to see its map.'}
    </p>
  );
}
