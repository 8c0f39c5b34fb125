import { numberTex } from '../../../../attention/numbers/numberText.ts';
import { DataTable } from '../../../../charts/table/DataTable.tsx';
import type { CellArithmetic } from '../cellArithmetic.ts';
import { Formula } from '../Formula.tsx';
import { SharedHeads } from '../SharedHeads.tsx';
import { Strips } from '../Strips.tsx';
import { featureTable } from '../tables.ts';
import { vectorTex } from '../vectorTex.ts';
import { featureName, type StepProps } from '../view.ts';

/** The values, each times its weight, added up. */
export function MixStep({ view }: StepProps) {
  const { trace, numbers, digits } = view;
  const { queryPosition: i, keyPosition: j } = trace.cell;
  const { kvHead: g, value, context } = trace;
  return (
    <>
      <p>{roleOf(numbers)}</p>
      <Formula
        tex={`\\mathbf{c}_{${i}} = \\displaystyle\\sum_{j'=0}^{${numbers.visible - 1}} a_{${i},j'}\\,\\mathbf{v}_{j'}^{(${g})} = ${vectorTex(context, digits)}`}
      />
      <Formula
        tex={`a_{${i},${j}}\\,\\mathbf{v}_{${j}}^{(${g})} = ${numberTex(numbers.weight, digits)} \\cdot ${vectorTex(value, digits)} = ${vectorTex(numbers.part, digits)}`}
      />
      <Strips
        view={view}
        nameOf={featureName}
        strips={[
          { id: 'v', label: `v of KV head ${g}, this key’s`, values: value },
          { id: 'part', label: 'this key’s part: its weight times v', values: numbers.part },
          { id: 'mix', label: 'the mix of all keys’ values', values: context },
        ]}
      />
      <SharedHeads view={view} what="v" />
      <DataTable
        data={() =>
          featureTable('The mix of values', [
            ['v', value],
            ['weight times v', numbers.part],
            ['mix', context],
          ])
        }
      />
    </>
  );
}

/** What this key has to do with the mix. */
function roleOf({ isMasked, visible }: CellArithmetic): string {
  if (isMasked)
    return `The mix is of the ${visible === 1 ? 'one key' : `${visible} keys`} that the query sees; this one is not among them.`;
  if (visible === 1) return 'The one value that the query sees is all of its mix.';
  return `Every key that the query sees gives its value times its weight; this one is one of ${visible}.`;
}
