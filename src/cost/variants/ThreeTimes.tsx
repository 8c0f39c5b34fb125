import { bytesPerToken, cacheBytes } from '../../attention/cost/cacheBytes.ts';
import { publishedKvHeads } from '../../attention/cost/variants.ts';
import { formatCount, formatCountOf, formatPercent } from '../../attention/numbers/format.ts';
import { accentColor } from '../accents.ts';
import type { CostPartProps, CostSetup, CostVariant } from '../costSetup.ts';
import { keepsNothing } from '../costSetupOf.ts';
import { Bytes } from '../words/Bytes.tsx';
import { CostTable } from '../words/CostTable.tsx';

/** Cache and attention weights of one model as published, as MHA, as GQA and as MQA. */
export function ThreeTimes({ setup }: CostPartProps) {
  const { variants, choice, model } = setup;
  if (keepsNothing(model.plan))
    return (
      <p>{model.name} keeps no K and V of a sequence, so that other KV heads would change nothing that is kept.</p>
    );
  const published = variants[0] && sequenceOf(setup, variants[0]);
  return (
    <>
      <CostTable label="As published, MHA, GQA and MQA">
        <thead>
          <tr>
            <th scope="col">Model</th>
            <th scope="col">KV heads</th>
            <th scope="col">A token</th>
            <th scope="col">A sequence</th>
            <th scope="col">Against published</th>
            <th scope="col">Attention’s parameters</th>
            <th scope="col">All weights</th>
          </tr>
        </thead>
        <tbody translate="no">
          {variants.map((variant) => (
            <VariantRow key={variant.name} setup={setup} variant={variant} published={published ?? 0n} />
          ))}
        </tbody>
      </CostTable>
      <p>
        A sequence has {formatCountOf(choice.contextTokens, 'token')}. Only W_K and W_V change with the KV heads.
        Attention’s parameters are W_Q, W_K, W_V and W_O of the layers that keep K and V, without biases and norms. A
        variant is arithmetic: nobody has trained it.
      </p>
    </>
  );
}

interface RowProps {
  readonly setup: CostSetup;
  readonly variant: CostVariant;
  /** Bytes of a sequence as published. */
  readonly published: bigint;
}

function VariantRow({ setup, variant, published }: RowProps) {
  const { model, attention, attentionShare } = variant.variant;
  const { allLayers, indexer } = bytesPerToken(model.plan, setup.format);
  const sequence = sequenceOf(setup, variant);
  return (
    <tr>
      <th scope="row" className="cost-table__variant" style={{ color: accentColor(variant.accent) }}>
        {variant.name}
      </th>
      <td className="numeric">{kvHeadsText(variant)}</td>
      <td>
        <Bytes bytes={allLayers + indexer} isExact />
      </td>
      <td>
        <Bytes bytes={sequence} />
      </td>
      <td className="numeric">{ratioText(sequence, published)}</td>
      <td className="numeric">
        {attention ? formatCount(attention.total) : 'not known'}
        {attentionShare !== null && <small className="cost-table__under">{formatPercent(attentionShare)} of all</small>}
      </td>
      <td>{variant.weightBytes === null ? 'not known' : <Bytes bytes={variant.weightBytes} />}</td>
    </tr>
  );
}

function sequenceOf({ choice, format }: CostSetup, { variant }: CostVariant): bigint {
  return cacheBytes(variant.model.plan, format, { tokens: choice.contextTokens }).total;
}

function kvHeadsText({ variant: { kvHeads, model } }: CostVariant): string {
  const heads = kvHeads ?? publishedKvHeads(model.plan);
  if (heads !== null) return formatCount(heads);
  if (model.plan.layers.some(({ kind }) => kind === 'mla')) return 'one latent';
  return model.plan.layers.some((run) => run.kvHeads > 0) ? 'differ by layer' : 'none';
}

/** "4 ×", "0.125 ×" */
function ratioText(bytes: bigint, published: bigint): string {
  if (published === 0n) return 'nothing kept';
  return `${(Number(bytes) / Number(published)).toLocaleString('en-US', { maximumSignificantDigits: 3 })} ×`;
}
