import { useShallow } from 'zustand/react/shallow';
import { formatCountOf } from '../../attention/numbers/format.ts';
import { D_MODEL_CHOICES, headChoices, headDimChoices } from '../../attention/sharing.ts';
import type { KvRule } from '../../attention/types.ts';
import { Select } from '../../controls/Select.tsx';
import { StopSlider } from '../../controls/StopSlider.tsx';
import type { ColorScaleId, Settings } from '../../state/facts/settings.ts';
import { selectCheckpointName } from '../../state/shown/checkpoint/checkpointName.ts';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { TOKENIZER_NAMES } from '../text/tokenizerNames.ts';
import { OpenModelsButton } from '../weights/OpenModelsButton.tsx';
import { SeedField } from './SeedField.tsx';
import './model-settings.css';
import { WeightsSelect } from './WeightsSelect.tsx';

const RULE_NAMES: Readonly<Record<KvRule, string>> = {
  mean: "mean of MHA's heads",
  rescaled: 'that mean × √group',
  independent: 'drawn independently',
};

const SCALE_NAMES: Readonly<Record<ColorScaleId, string>> = { ink: 'Ink', viridis: 'Viridis', cividis: 'Cividis' };

/** Choices of the width of a head. Names that are not numbers alone: an object would have those first. */
const AUTO = 'auto';
const FEATURES = ' features';

const SWITCHES = [
  ['causal', 'Causal mask'],
  ['positions', 'Positions'],
] as const;

/** Every setting that has a choice with these weights, over valid values only. */
export function ModelSettings() {
  // A keystroke leaves the settings as they are.
  const settings = useAppState(useShallow(({ settings: { text: _text, ...others } }) => others));
  const ownModels = useAppState((state) => state.models.own?.title);
  const checkpoint = useAppState(selectCheckpointName);
  const { update } = useActions();
  const { weights } = settings;
  const isRandom = weights === 'random';
  return (
    <fieldset className="model-settings">
      <legend className="visually-hidden">Settings</legend>
      <WeightsSelect
        weights={weights}
        ownModels={ownModels}
        checkpoint={checkpoint}
        onChange={(choice) => update({ weights: choice })}
        onCheckpoint={() => update({ screen: 'recorded' })}
      />
      {isRandom && <ShapeSettings settings={settings} onChange={update} />}
      <SeedField seed={settings.seed} drawsWeights={isRandom} onChange={(seed) => update({ seed })} />
      <Select
        label="Tokenizer"
        value={settings.tokenizer}
        options={TOKENIZER_NAMES}
        onChange={(tokenizer) => update({ tokenizer })}
      />
      <Select
        label="Colours"
        value={settings.colorScale}
        options={SCALE_NAMES}
        onChange={(colorScale) => update({ colorScale })}
      />
      <OpenModelsButton />
      {!isRandom && (
        <p className="model-settings__fixed">
          The models were trained with the rest: with random weights you choose query heads, d_model, mask, positions
          and bias.
        </p>
      )}
    </fieldset>
  );
}

interface Props {
  readonly settings: Omit<Settings, 'text'>;
  readonly onChange: (patch: Partial<Settings>) => void;
}

/** What trained weights fix. */
function ShapeSettings({ settings, onChange }: Props) {
  const { dModel, numHeads, headDim, bias } = settings;
  return (
    <>
      <StopSlider
        label="Query heads"
        value={numHeads}
        stops={headChoices(dModel)}
        valueText={formatCountOf(numHeads, 'query head')}
        note={`d_k = ${headDim === undefined ? `${dModel} ÷ ${numHeads} = ${dModel / numHeads}` : headDim}`}
        onChange={(heads) => onChange({ numHeads: heads })}
      />
      <StopSlider
        label="d_model"
        value={dModel}
        stops={D_MODEL_CHOICES}
        valueText={formatCountOf(dModel, 'feature')}
        onChange={(features) => onChange({ dModel: features })}
      />
      {SWITCHES.map(([key, label]) => (
        <Switch key={key} label={label} isOn={settings[key]} onChange={(isOn) => onChange({ [key]: isOn })} />
      ))}
      <Switch label="Bias" isOn={bias !== false} onChange={(isOn) => onChange({ bias: isOn })} />
      {bias !== false && (
        <Switch
          label="W_O too"
          title="Some models, such as Qwen2, have biases on q, k and v alone"
          isOn={bias === true}
          onChange={(isOn) => onChange({ bias: isOn || 'qkv' })}
        />
      )}
      <Select
        label="d_k"
        value={headDim === undefined ? AUTO : `${headDim}${FEATURES}`}
        options={Object.fromEntries([
          [AUTO, `${dModel / numHeads} (d_model ÷ heads)`],
          ...headDimChoices(numHeads).map((width) => [`${width}${FEATURES}`, String(width)]),
        ])}
        title="Features of a head. Some models, such as Qwen3, have wider heads than d_model ÷ query heads"
        onChange={(width) => onChange({ headDim: width === AUTO ? undefined : Number.parseInt(width, 10) })}
      />
      <Select
        label="K and V of GQA and MQA"
        value={settings.kvRule}
        options={RULE_NAMES}
        title="Mean: Ainslie et al. 2023, section 2.1; weights and biases. × √group: brought back to the length of the heads that were averaged. Independent: as the document draws them."
        onChange={(kvRule) => onChange({ kvRule })}
      />
    </>
  );
}

interface SwitchProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly title?: string;
}

function Switch({ label, isOn, onChange, title }: SwitchProps) {
  return (
    <label className="model-settings__switch" title={title}>
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}
