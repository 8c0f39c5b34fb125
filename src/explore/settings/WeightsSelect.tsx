import { Select } from '../../controls/Select.tsx';
import type { WeightsChoice } from '../../state/facts/settings.ts';

interface Props {
  readonly weights: WeightsChoice;
  /** What the user's own models are called, where there are any. */
  readonly ownModels: string | undefined;
  /** What the model is called whose own files are open, and its heads; undefined if none is. */
  readonly checkpoint: string | undefined;
  readonly onChange: (weights: WeightsChoice) => void;
  /** Shows the model of the user's own, or how to open one. */
  readonly onCheckpoint: () => void;
}

const SHIPPED = { random: 'random (untrained)', trained: 'trained' } as const;

/** Leads to the screen of the user's own model: its weights are no choice of this one's. */
const CHECKPOINT = 'checkpoint';

/** Where the weights come from. The user's own models are a choice once there are some. */
export function WeightsSelect({ weights, ownModels, checkpoint, onChange, onCheckpoint }: Props) {
  const options: Partial<Record<WeightsChoice | typeof CHECKPOINT, string>> = {
    ...SHIPPED,
    ...(ownModels !== undefined && { own: `yours: ${ownModels}` }),
    [CHECKPOINT]: checkpoint ?? 'a real model’s files …',
  };
  return (
    <Select<WeightsChoice | typeof CHECKPOINT>
      label="Weights"
      value={weights}
      options={options as Readonly<Record<WeightsChoice | typeof CHECKPOINT, string>>}
      title="Random: drawn from the seed. Trained: three models that learned to find things in a sequence. A real model runs on its own screen."
      onChange={(choice) => (choice === CHECKPOINT ? onCheckpoint() : onChange(choice))}
    />
  );
}
