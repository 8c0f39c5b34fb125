import { formatCountOf } from '../../attention/format.ts';
import { D_MODEL_CHOICES, groupSize, headChoices, kvHeadChoices } from '../../attention/sharing.ts';
import type { KvRule, RunConfig } from '../../attention/types.ts';
import { Select } from '../../controls/Select.tsx';
import { StopSlider } from '../../controls/StopSlider.tsx';
import type { Settings } from '../../state/settings.ts';
import { SeedField } from './SeedField.tsx';
import './settings-bar.css';

interface Props {
  readonly config: RunConfig;
  readonly onChange: (patch: Partial<Settings>) => void;
}

/** What the present number of KV heads amounts to; at the ends GQA is one of the other two. */
function kvNote(config: RunConfig): string {
  if (config.numHeads === 1) return 'One head: MHA, GQA and MQA are the same';
  if (config.numKvHeads === 1) return '1 KV head: this is MQA';
  if (config.numKvHeads === config.numHeads) return 'All heads: this is MHA';
  return `${formatCountOf(groupSize(config), 'query head')} per KV head`;
}

const RULE_NAMES: Readonly<Record<KvRule, string>> = {
  mean: "mean of MHA's heads",
  independent: 'drawn independently',
};

const SWITCHES = [
  ['causal', 'Causal mask'],
  ['positions', 'Positions'],
  ['bias', 'Bias'],
] as const;

/** Every setting that decides the numbers, over valid values only. */
export function SettingsBar({ config, onChange }: Props) {
  return (
    <fieldset className="settings-bar">
      <legend className="visually-hidden">Settings</legend>
      <StopSlider
        label="Query heads"
        value={config.numHeads}
        stops={headChoices(config.dModel)}
        valueText={formatCountOf(config.numHeads, 'query head')}
        note={`d_k = ${config.dModel} ÷ ${config.numHeads} = ${config.dModel / config.numHeads}`}
        onChange={(numHeads) => onChange({ numHeads })}
      />
      <StopSlider
        label="KV heads"
        value={config.numKvHeads}
        stops={kvHeadChoices(config.numHeads)}
        valueText={formatCountOf(config.numKvHeads, 'KV head')}
        note={kvNote(config)}
        accent="var(--gqa)"
        onChange={(numKvHeads) => onChange({ numKvHeads })}
      />
      <StopSlider
        label="d_model"
        value={config.dModel}
        stops={D_MODEL_CHOICES}
        valueText={formatCountOf(config.dModel, 'feature')}
        onChange={(dModel) => onChange({ dModel })}
      />
      <div className="settings-bar__switches">
        {SWITCHES.map(([key, label]) => (
          <label key={key}>
            <input
              type="checkbox"
              checked={config[key]}
              onChange={(event) => onChange({ [key]: event.target.checked })}
            />
            {label}
          </label>
        ))}
      </div>
      <SeedField seed={config.seed} onChange={(seed) => onChange({ seed })} />
      <div className="settings-bar__rule">
        <Select
          label="K and V of GQA and MQA"
          value={config.kvRule}
          options={RULE_NAMES}
          title="Mean: Ainslie et al. 2023, section 2.1; weights and biases. Independent: as the document draws them."
          onChange={(kvRule) => onChange({ kvRule })}
        />
      </div>
    </fieldset>
  );
}
