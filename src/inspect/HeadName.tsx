import { kvHeadOf, MECHANISM_SHORT } from '../attention/sharing.ts';
import { selectShapes } from '../state/shown/figures.ts';
import { useAppState } from '../state/shown/hooks/useAppState.tsx';
import { selectInspectedHead } from '../state/shown/pointing/focus.ts';

/** What Inspect follows, in words: "GQA · query head 5 · KV head 1", as far as the open pane shows one of it. */
export function HeadName({ of }: { of: 'head' | 'mechanism' | 'all' }) {
  const { mechanism, queryHead } = useAppState(selectInspectedHead);
  const shape = useAppState(selectShapes)[mechanism];
  if (of === 'all') return null;
  const name = MECHANISM_SHORT[mechanism];
  const head = `query head ${queryHead} · KV head ${kvHeadOf(queryHead, shape)}`;
  return <p className="inspect__name numeric">{of === 'head' ? `${name} · ${head}` : name}</p>;
}
