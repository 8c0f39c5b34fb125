import { ELEMENT_TYPES, type ElementType } from '../../attention/cost/elementTypes.ts';
import { fitOnGpus } from '../../attention/cost/serving/fit.ts';
import { GPUS, gpuIdOf } from '../../catalog/gpus/gpus.ts';
import { costModelOf } from '../../catalog/models/cachePlan.ts';
import { modelIdOf } from '../../catalog/models/models.ts';
import { Select } from '../../controls/Select.tsx';
import type { CostNumber } from '../../state/facts/cost/costNumbers.ts';
import type { CostPartProps, CostSetup } from '../costSetup.ts';
import { kvHeadsFor } from '../costSetupOf.ts';
import { fitInputOf } from '../fitInputOf.ts';
import { CostNumberField } from './CostNumberField.tsx';
import { ModelSearch } from './ModelSearch.tsx';
import './cost-controls.css';

interface Props extends CostPartProps {
  /** Type in which the weights are counted. */
  readonly countedAs: ElementType;
}

const GPU_NAMES = Object.fromEntries(GPUS.map((gpu) => [gpuIdOf(gpu), gpu.name]));
const TYPE_NAMES = Object.fromEntries(ELEMENT_TYPES.map((type) => [type, type])) as Record<ElementType, string>;

/** The model, the machine and the traffic, in one quiet row. */
export function CostControls({ setup, onChange, countedAs }: Props) {
  const { choice, model, gpu, asksSource } = setup;
  const problem = togetherProblem(setup);
  const number = (label: string, field: Exclude<CostNumber, 'kvHeads' | 'users' | 'averageTokens'>) => (
    <CostNumberField
      label={label}
      field={field}
      value={choice[field]}
      problem={field === 'tensorParallel' ? problem : null}
      onChange={(value) => onChange({ [field]: value })}
    />
  );
  return (
    <fieldset className="cost-controls">
      <legend className="visually-hidden">Model, GPUs and sequences</legend>
      <ModelSearch
        name={model.name}
        onChoose={(entry) =>
          onChange({ model: modelIdOf(entry), own: null, kvHeads: kvHeadsFor(costModelOf(entry), choice.kvHeads) })
        }
      />
      <Select label="GPU" value={gpuIdOf(gpu)} options={GPU_NAMES} onChange={(id) => onChange({ gpu: id })} />
      {number('Number of GPUs', 'gpus')}
      {number('Tensor parallel', 'tensorParallel')}
      <Select
        label="Weights"
        value={choice.weightType ?? 'published'}
        options={{ published: `as published (${countedAs})`, ...TYPE_NAMES }}
        onChange={(type) => onChange({ weightType: type === 'published' ? null : type })}
      />
      <Select
        label="KV cache"
        value={choice.cacheType}
        options={TYPE_NAMES}
        onChange={(cacheType) => onChange({ cacheType })}
      />
      {number('Context (tokens)', 'contextTokens')}
      {asksSource && number('Source (tokens)', 'sourceTokens')}
      {number('Sequences', 'sequences')}
      {number('Block size (tokens)', 'blockSize')}
      {number('Memory utilisation', 'utilisation')}
      {number('Overhead (GiB)', 'overheadGib')}
    </fieldset>
  );
}

/** Says why vLLM would not start with these numbers of GPUs; null if it would. Each number by itself is right. */
function togetherProblem(setup: CostSetup): string | null {
  const [published] = setup.variants;
  const outcome = published && fitOnGpus(fitInputOf(setup, published));
  return outcome?.ok === false ? outcome.reason : null;
}
