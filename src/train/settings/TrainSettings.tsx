import { MAX_SEED } from '../../attention/limits.ts';
import { formatCount, formatCountOf } from '../../attention/numbers/format.ts';
import { IntegerField } from '../../controls/IntegerField.tsx';
import { Select } from '../../controls/Select.tsx';
import { StopSlider } from '../../controls/StopSlider.tsx';
import {
  kvHeadsOf,
  LEARNING_RATES,
  SIZE_PRESETS,
  STEP_COUNTS,
  setupOfSize,
  type Task,
  type TrainSetup,
  type TrainSize,
} from '../../state/facts/train/trainSetup.ts';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import './train-settings.css';

const SIZE_NAMES: Readonly<Record<TrainSize, string>> = {
  small: sizeName('small'),
  medium: sizeName('medium'),
};

const TASK_NAMES: Readonly<Record<Task, string>> = {
  induction: 'one: induction',
  all: 'five',
};

const BACKEND_NAMES: Readonly<Record<TrainSetup['backend'], string>> = {
  auto: 'the fastest',
  wasm: 'WebAssembly',
  webgl: 'WebGL',
  cpu: 'plain JavaScript',
};

/** What is trained. Nothing here disturbs a training that has begun. */
export function TrainSettings() {
  const train = useAppState((state) => state.settings.train);
  const { update } = useActions();
  const change = (patch: Partial<TrainSetup>) => update({ train: { ...train, ...patch } });
  return (
    <fieldset className="train-settings">
      <legend className="visually-hidden">Settings of the training</legend>
      <Select
        label="Models"
        value={train.size}
        options={SIZE_NAMES}
        onChange={(size) => change(setupOfSize(size))}
        title="Two layers each; the seconds are those of WebAssembly on two cores, all three models"
      />
      <StopSlider
        label="KV heads"
        value={train.numKvHeads}
        stops={kvHeadsOf(train.size)}
        valueText={formatCountOf(train.numKvHeads, 'KV head')}
        note={kvNote(train)}
        accent="var(--gqa)"
        onChange={(numKvHeads) => change({ numKvHeads })}
      />
      <Select
        label="Learning rate"
        value={String(train.learningRate)}
        options={named(LEARNING_RATES, String)}
        onChange={(rate) => change({ learningRate: Number(rate) })}
        title="The highest: it rises for 20 steps, then falls along a cosine"
      />
      <Select
        label="Steps"
        value={String(train.steps)}
        options={named(STEP_COUNTS, formatCount)}
        onChange={(steps) => change({ steps: Number(steps) })}
      />
      <IntegerField label="Seed" value={train.seed} min={0} max={MAX_SEED} onChange={(seed) => change({ seed })} />
      <Select
        label="Questions"
        value={train.task}
        options={TASK_NAMES}
        onChange={(task) => change({ task })}
        title="One: where a word comes again, what came after it before? Five: also the token before, two back, the first, and the last mark"
      />
      <Select
        label="Repeated phrases"
        value={String(train.phrasePercent)}
        options={named(shares(train.phrasePercent), (percent) => `${percent} %`)}
        onChange={(percent) => change({ phrasePercent: Number(percent) })}
        title="Share of the sequences that repeat a phrase; the others are words at random, some often and some seldom (Zipf)"
      />
      <Select
        label="Computed by"
        value={train.backend}
        options={BACKEND_NAMES}
        onChange={(backend) => change({ backend })}
      />
    </fieldset>
  );
}

function sizeName(size: TrainSize): string {
  const { shape, seconds } = SIZE_PRESETS[size];
  return `${size}: d_model ${shape.dModel}, about ${seconds} s`;
}

function kvNote({ size, numKvHeads }: TrainSetup): string {
  const { numHeads } = SIZE_PRESETS[size].shape;
  if (numKvHeads === 1) return '1 KV head: GQA is MQA';
  if (numKvHeads === numHeads) return 'All heads: GQA is MHA';
  return `${numHeads / numKvHeads} query heads per KV head`;
}

/** Quarters, and whatever a link says. */
function shares(chosen: number): readonly number[] {
  return [...new Set([0, 25, 50, 75, 100, chosen])].sort((a, b) => a - b);
}

/** Native selects hold texts; keys that look like whole numbers are put in ascending order, as these are. */
function named(values: readonly number[], name: (value: number) => string): Readonly<Record<string, string>> {
  return Object.fromEntries(values.map((value) => [String(value), name(value)]));
}
