import { DataTable } from '../../../../charts/table/DataTable.tsx';
import { Formula } from '../Formula.tsx';
import { Strips } from '../Strips.tsx';
import { featureTable } from '../tables.ts';
import { vectorTex } from '../vectorTex.ts';
import { featureName, type StepProps } from '../view.ts';

/** What the layer reads of the two tokens. */
export function VectorsStep({ view }: StepProps) {
  const { trace, labels, digits } = view;
  const { queryPosition: i, keyPosition: j } = trace.cell;
  const { dModel, positions, seed } = trace.request.config;
  return (
    <>
      <p>
        Each token is a vector of d_model = {dModel} numbers: its embedding, random from seed {seed}
        {positions ? ', plus the sinusoids of its position' : ', and nothing of its position'}.
      </p>
      <Formula
        tex={`\\mathbf{x}_{${i}} = \\mathrm{embedding}_{${i}}${positions ? ` + \\mathrm{position}_{${i}}` : ''} = ${vectorTex(trace.queryInput, digits)}`}
      />
      <Formula
        tex={`\\mathbf{x}_{${j}} = \\mathrm{embedding}_{${j}}${positions ? ` + \\mathrm{position}_{${j}}` : ''} = ${vectorTex(trace.keyInput, digits)}`}
      />
      <Strips
        view={view}
        nameOf={featureName}
        strips={[
          {
            id: 'query',
            label: (
              <>
                x of the query, <bdi>{labels[i]}</bdi> ({i})
              </>
            ),
            values: trace.queryInput,
          },
          {
            id: 'key',
            label: (
              <>
                x of the key, <bdi>{labels[j]}</bdi> ({j})
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
