import { formatCountOf } from '../../attention/numbers/format.ts';
import { D_MODEL_CHOICES, headChoices } from '../../attention/sharing.ts';
import type { KvRule } from '../../attention/types.ts';
import { Select } from '../../controls/Select.tsx';
import { StopSlider } from '../../controls/StopSlider.tsx';
import type { Settings } from '../../state/facts/settings.ts';
import { LayerSwitch } from './LayerSwitch.tsx';
import { SeedField } from './SeedField.tsx';
import './settings-bar.css';
import { WeightsSelect } from './WeightsSelect.tsx';

interface Props {
  readonly settings: Omit<Settings, 'text'>;
  /** What the user's own models are called, where there are any. */
  readonly ownModels: string | undefined;
  readonly onChange: (patch: Partial<Settings>) => void;
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

/** What stands in place of a rule where there is none. */
const TRAINED_EACH: Readonly<Record<KvRule, string>> = {
  mean: 'trained, each its own',
  independent: 'trained, each its own',
};

const FIXED = 'Fixed: the models were trained with this. Random weights let you choose.';
const NO_RULE = 'Each of the three models was trained with its own K and V: none is made from another.';

/** Every setting that decides the numbers, over valid values only. What trained weights fix rests and says so. */
export function SettingsBar({ settings, ownModels, onChange }: Props) {
  const { weights, dModel, numHeads } = settings;
  const isTrained = weights !== 'random';
  const fixed = isTrained ? FIXED : undefined;
  return (
    <fieldset className="settings-bar">
      <legend className="visually-hidden">Settings</legend>
      <StopSlider
        label="Query heads"
        value={numHeads}
        stops={headChoices(dModel)}
        valueText={formatCountOf(numHeads, 'query head')}
        note={`d_k = ${dModel} ÷ ${numHeads} = ${dModel / numHeads}`}
        disabledBecause={fixed}
        onChange={(heads) => onChange({ numHeads: heads })}
      />
      <StopSlider
        label="d_model"
        value={dModel}
        stops={D_MODEL_CHOICES}
        valueText={formatCountOf(dModel, 'feature')}
        disabledBecause={fixed}
        onChange={(features) => onChange({ dModel: features })}
      />
      <div className="settings-bar__switches">
        {SWITCHES.map(([key, label]) => (
          <label key={key} title={fixed}>
            <input
              type="checkbox"
              checked={settings[key]}
              disabled={isTrained}
              aria-describedby={isTrained ? 'settings-bar-fixed' : undefined}
              onChange={(event) => onChange({ [key]: event.target.checked })}
            />
            {label}
          </label>
        ))}
        {isTrained && (
          <span id="settings-bar-fixed" className="visually-hidden">
            {FIXED}
          </span>
        )}
      </div>
      <SeedField seed={settings.seed} drawsWeights={!isTrained} onChange={(seed) => onChange({ seed })} />
      <div className="settings-bar__weights">
        <div className="settings-bar__source">
          <WeightsSelect weights={weights} ownModels={ownModels} onChange={(choice) => onChange({ weights: choice })} />
          <LayerSwitch layer={settings.layer} isTrained={isTrained} onChange={(layer) => onChange({ layer })} />
        </div>
        <Select
          label="K and V of GQA and MQA"
          value={settings.kvRule}
          options={isTrained ? TRAINED_EACH : RULE_NAMES}
          title="Mean: Ainslie et al. 2023, section 2.1; weights and biases. Independent: as the document draws them."
          disabledBecause={isTrained ? NO_RULE : undefined}
          onChange={(kvRule) => onChange({ kvRule })}
        />
      </div>
    </fieldset>
  );
}
