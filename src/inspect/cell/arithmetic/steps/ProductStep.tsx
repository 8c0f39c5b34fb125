import { numberTex } from '../../../../attention/numbers/numberText.ts';
import { DataTable } from '../../../../charts/table/DataTable.tsx';
import { Formula } from '../Formula.tsx';
import { Strips } from '../Strips.tsx';
import { featureTable } from '../tables.ts';
import { sumTex } from '../vectorTex.ts';
import { featureName, type StepProps } from '../view.ts';

/** q times k, feature by feature, and the sum. */
export function ProductStep({ view }: StepProps) {
  const { trace, numbers, digits } = view;
  const { queryPosition: i, keyPosition: j } = trace.cell;
  return (
    <>
      <p>Feature times feature, all added up: how well the key answers the query.</p>
      <Formula
        tex={`s_{${i},${j}} = \\mathbf{q}_{${i}} \\cdot \\mathbf{k}_{${j}} = \\displaystyle\\sum_{f=0}^{${numbers.headDim - 1}} q_f\\,k_f`}
      />
      <Formula tex={`= ${sumTex(numbers.products, digits)} = ${numberTex(numbers.score, digits)}`} />
      <Strips
        view={view}
        nameOf={featureName}
        strips={[{ id: 'products', label: 'q times k', values: numbers.products }]}
      />
      <DataTable
        data={() =>
          featureTable('q times k', [
            ['q', trace.query],
            ['k', trace.key],
            ['q times k', numbers.products],
          ])
        }
      />
    </>
  );
}
