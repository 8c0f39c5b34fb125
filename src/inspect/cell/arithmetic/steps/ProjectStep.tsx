import { DataTable } from '../../../../charts/table/DataTable.tsx';
import { Formula } from '../Formula.tsx';
import { SharedHeads } from '../SharedHeads.tsx';
import { Strips } from '../Strips.tsx';
import { featureTable } from '../tables.ts';
import { vectorTex } from '../vectorTex.ts';
import { featureName, type StepProps } from '../view.ts';

/** The query's q in its query head, and the key's k in the KV head that this query head reads. */
export function ProjectStep({ view }: StepProps) {
  const { trace, numbers, digits } = view;
  const { queryHead: h, queryPosition: i, keyPosition: j } = trace.cell;
  const { kvHead: g, request } = trace;
  const bias = (name: string, head: number) => (request.config.bias ? ` + \\mathbf{b}_{${name}}^{(${head})}` : '');
  return (
    <>
      <p>
        Query head {h} has d_k = {numbers.headDim} rows of W_Q to itself, and reads the keys that KV head {g} makes with
        as many rows of W_K.
      </p>
      <Formula
        tex={`\\mathbf{q}_{${i}}^{(${h})} = W_Q^{(${h})}\\,\\mathbf{x}_{${i}}${bias('Q', h)} = ${vectorTex(trace.query, digits)}`}
      />
      <Formula
        tex={`\\mathbf{k}_{${j}}^{(${g})} = W_K^{(${g})}\\,\\mathbf{x}_{${j}}${bias('K', g)} = ${vectorTex(trace.key, digits)}`}
      />
      <Strips
        view={view}
        nameOf={featureName}
        strips={[
          { id: 'q', label: `q of query head ${h}`, values: trace.query },
          { id: 'k', label: `k of KV head ${g}`, values: trace.key },
        ]}
      />
      <SharedHeads view={view} what="k" />
      <DataTable
        data={() =>
          featureTable('q and k', [
            ['q', trace.query],
            ['k', trace.key],
          ])
        }
      />
    </>
  );
}
