import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { tokensSentences } from './tokensSentences.ts';

/** Says which of the open recordings are of the same tokens: only those can be held against each other. */
export function TokensRemark() {
  const open = useAppState((state) => state.recordings.open);
  // Columns of one model are of one text.
  if (open.every(({ kvHeads }) => kvHeads !== undefined)) return null;
  return (
    <p className="recorded__tokens" role="status">
      {tokensSentences(open).join(' ')}
    </p>
  );
}
