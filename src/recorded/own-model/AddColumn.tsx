import { kvHeadChoices } from '../../attention/checkpoint/config.ts';
import { MOST_RECORDINGS } from '../../attention/recorded/recording.ts';
import { Select } from '../../controls/Select.tsx';
import { variantName } from '../../state/shown/checkpoint/variantWords.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import type { CheckpointControls } from '../../state/work/checkpoint/checkpointController.ts';

const NONE = 'none';

/** Puts the model with another number of KV heads beside those that are there. */
export function AddColumn({ controls }: { readonly controls: CheckpointControls }) {
  const { model, kvHeads } = useAppState((state) => state.checkpoint);
  const open = useAppState((state) => state.recordings.open);
  if (!model) return null;
  const { config } = model;
  const others = kvHeadChoices(config).filter((count) => !kvHeads.includes(count));
  if (others.length === 0) return null;
  const isFull = kvHeads.length + open.filter((each) => each.kvHeads === undefined).length >= MOST_RECORDINGS;
  return (
    <Select
      label="Add KV heads"
      value={NONE}
      options={Object.fromEntries([
        [NONE, 'choose …'],
        ...others.toReversed().map((count) => [`${count} KV`, `${count}: ${variantName(config, count)}`]),
      ])}
      disabledBecause={isFull ? `At most ${MOST_RECORDINGS} columns stand side by side: remove one first.` : undefined}
      onChange={(choice) => {
        const count = Number.parseInt(choice, 10);
        if (Number.isNaN(count)) return;
        controls.setKvHeads([...kvHeads, count].sort((a, b) => b - a));
      }}
    />
  );
}
