import { bytesPerToken } from '../../attention/cost/cacheBytes.ts';
import type { CachePlan } from '../../attention/cost/cachedLayers.ts';
import type { ElementFormat } from '../../attention/cost/elementTypes.ts';
import { formatBothBytes } from '../../attention/numbers/byteUnits.ts';
import { formatCountOf } from '../../attention/numbers/format.ts';
import { accentColor } from '../accents.ts';
import type { CostPartProps, CostSetup, CostVariant } from '../costSetup.ts';
import { keepsNothing } from '../costSetupOf.ts';
import { Bytes } from '../words/Bytes.tsx';
import { CostTable } from '../words/CostTable.tsx';
import { arithmeticLines } from './lines.ts';

/** Bytes of a token, a sequence and a batch, with the formula and its numbers, layer group by layer group. */
export function Arithmetic({ setup }: CostPartProps) {
  const { model, choice, format, variants } = setup;
  if (keepsNothing(model.plan) && model.plan.indexer === null)
    return <p>{model.name} keeps no KV cache: a token, a sequence and a batch take 0 bytes of it.</p>;
  const notes = notesOf(model.plan, format);
  return (
    <>
      <p>
        One token takes <b>K and V × layers × KV heads × head_dim × bytes an element</b>; K and V are 2 where they are
        equally wide. Elements are {format.type}.
      </p>
      <CostTable label="The formula with its numbers">
        <thead>
          <tr>
            <th scope="col">Layers, and the product for a token</th>
            <th scope="col">A token</th>
            <th scope="col">Tokens kept</th>
            <th scope="col">A sequence of {formatCountOf(choice.contextTokens, 'token')}</th>
            <th scope="col">A batch of {formatCountOf(choice.sequences, 'sequence')}</th>
          </tr>
        </thead>
        {variants.map((variant) => (
          <VariantLines key={variant.name} setup={setup} variant={variant} />
        ))}
      </CostTable>
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </>
  );
}

function VariantLines({ setup, variant }: { readonly setup: CostSetup; readonly variant: CostVariant }) {
  const { choice, format } = setup;
  const { plan } = variant.variant.model;
  const { lines, sequenceBytes, batchBytes } = arithmeticLines(plan, format, choice.contextTokens, choice.sequences);
  const { allLayers, indexer } = bytesPerToken(plan, format);
  return (
    <tbody translate="no">
      <tr className="cost-table__group">
        <th scope="rowgroup" colSpan={5} style={{ color: accentColor(variant.accent) }}>
          {variant.name}
        </th>
      </tr>
      {lines.map((line) => (
        <tr key={line.layers}>
          <th scope="row">
            {line.layers}
            <small className="cost-table__under numeric">{line.formula ?? 'nothing that grows'}</small>
          </th>
          <td>
            <Bytes bytes={line.tokenBytes} isExact />
          </td>
          <td className="numeric">{line.tokens}</td>
          <td>
            <Bytes bytes={line.sequenceBytes} />
          </td>
          <td>
            <Bytes bytes={line.batchBytes} />
          </td>
        </tr>
      ))}
      {lines.length > 1 && (
        <tr className="cost-table__total">
          <th scope="row">Sum; a token of the text</th>
          <td>
            <Bytes bytes={allLayers + indexer} isExact />
          </td>
          <td />
          <td>
            <Bytes bytes={sequenceBytes} />
          </td>
          <td>
            <Bytes bytes={batchBytes} />
          </td>
        </tr>
      )}
    </tbody>
  );
}

/** Says what a single figure would hide, of the model as published. */
function notesOf(plan: CachePlan, format: ElementFormat): string[] {
  const { growing, allLayers, indexer } = bytesPerToken(plan, format);
  const notes: string[] = [];
  if (growing !== allLayers)
    notes.push(
      `As published, while the context is shorter than every window, each token adds ${formatBothBytes(allLayers + indexer)}; once all windows are full, it adds ${formatBothBytes(growing + indexer)}, as layers with a window keep their last tokens alone.`,
    );
  if (plan.layers.some(({ kind }) => kind === 'chunked'))
    notes.push('Chunked layers are counted at their fullest: they empty with each new chunk.');
  if (plan.layers.some(({ kind }) => kind === 'state'))
    notes.push('States of fixed size are not counted: they are the same for a short and a long sequence.');
  if (plan.crossAttention && plan.crossAttention.sourceTokens === null)
    notes.push(
      'K and V of the source are fixed as soon as it is known. Say in “Source (tokens)” how many tokens it has: until then they are counted as 0.',
    );
  return notes;
}
