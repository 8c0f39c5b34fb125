import { kvHeadOf, MECHANISM_SHORT } from '../attention/sharing.ts';
import { Select } from '../controls/Select.tsx';
import { selectShapes } from '../state/shown/figures.ts';
import { useActions, useAppState, useAppStore } from '../state/shown/hooks/useAppState.tsx';
import { selectInspectedHead } from '../state/shown/pointing/focus.ts';
import { headPatch } from './headPatch.ts';

/** Which mechanism, query head and KV head Inspect follows; of these what the open pane shows one of. */
export function HeadChoice({ of }: { of: 'head' | 'mechanism' | 'all' }) {
  const { mechanism, queryHead } = useAppState(selectInspectedHead);
  const store = useAppStore();
  const shape = useAppState(selectShapes)[mechanism];
  const { update } = useActions();
  if (of === 'all') return null;
  const choose = (head: number) => update(headPatch(store.getState(), head));
  return (
    <>
      <Select
        label="Mechanism"
        isLabelHidden
        value={mechanism}
        options={MECHANISM_SHORT}
        onChange={(inspectMechanism) => update({ ...headPatch(store.getState()), inspectMechanism })}
      />
      {of === 'head' && (
        <>
          <Select
            label="Query head"
            value={`${queryHead}`}
            options={numbered(shape.numHeads)}
            onChange={(head) => choose(Number(head))}
          />
          <Select
            label="KV head"
            value={`${kvHeadOf(queryHead, shape)}`}
            options={numbered(shape.numKvHeads)}
            title="The K and V that this query head reads. If you choose another one, Inspect goes to the first query head that reads it."
            onChange={(kvHead) => choose(Number(kvHead) * (shape.numHeads / shape.numKvHeads))}
          />
        </>
      )}
    </>
  );
}

function numbered(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}`, `${index}`]));
}
