import type { RunConfig } from '../../../../attention/types.ts';
import { DataTable } from '../../../../charts/table/DataTable.tsx';
import { useActions } from '../../../../state/shown/hooks/useAppState.tsx';
import { Formula } from '../Formula.tsx';
import { Strips } from '../Strips.tsx';
import { featureTable } from '../tables.ts';
import { vectorTex } from '../vectorTex.ts';
import { featureName, type StepProps } from '../view.ts';

/** Where the numbers come from, in words. */
function sourceOf({ dModel, positions, seed, trained }: RunConfig): string {
  const vector = `Each token is a vector of d_model = ${dModel} numbers: `;
  if (!trained)
    return `${vector}its embedding, random from seed ${seed}${positions ? ', plus the sinusoids of its position' : ', and nothing of its position'}.`;
  const stream = `the token’s vector, random from seed ${seed}, plus twice the sinusoids of its position`;
  const before = trained.layer === 0 ? stream : `${stream}, plus what the first layer added`;
  return `${vector}the LayerNorm of the residual stream, r. The stream here is ${before}.`;
}

/** And as a sum of named terms. */
function termsOf({ positions, trained }: RunConfig, at: number): string {
  if (trained) return `\\mathrm{LayerNorm}(\\mathbf{r}_{${at}})`;
  return `\\mathrm{embedding}_{${at}}${positions ? ` + \\mathrm{position}_{${at}}` : ''}`;
}

/** What the layer reads of the two tokens. */
export function VectorsStep({ view }: StepProps) {
  const { trace, labels, digits } = view;
  const { queryPosition: i, keyPosition: j } = trace.cell;
  const { config } = trace.request;
  return (
    <>
      <p>
        {sourceOf(config)} {config.trained && <PlainLayerButton />}
      </p>
      <Formula tex={`\\mathbf{x}_{${i}} = ${termsOf(config, i)} = ${vectorTex(trace.queryInput, digits)}`} />
      <Formula tex={`\\mathbf{x}_{${j}} = ${termsOf(config, j)} = ${vectorTex(trace.keyInput, digits)}`} />
      <Strips
        view={view}
        nameOf={featureName}
        strips={[
          {
            id: 'query',
            label: (
              <>
                x of the query, <bdi translate="no">{labels[i]}</bdi> ({i})
              </>
            ),
            values: trace.queryInput,
          },
          {
            id: 'key',
            label: (
              <>
                x of the key, <bdi translate="no">{labels[j]}</bdi> ({j})
              </>
            ),
            values: trace.keyInput,
          },
        ]}
      />
      <DataTable
        data={() =>
          featureTable('The two tokens’ vectors', [
            ['x of the query', trace.queryInput],
            ['x of the key', trace.keyInput],
          ])
        }
      />
    </>
  );
}

/** Leads to the same cell where all of it is in these steps: no LayerNorm, no residual stream, no layer below. */
function PlainLayerButton() {
  const { update } = useActions();
  return (
    <button type="button" className="button" onClick={() => update({ weights: 'random' })}>
      The same with one plain layer (random weights)
    </button>
  );
}
