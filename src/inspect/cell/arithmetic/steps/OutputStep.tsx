import { numberTex } from '../../../../attention/numbers/numberText.ts';
import { hasBias } from '../../../../attention/sharing.ts';
import { DataTable } from '../../../../charts/table/DataTable.tsx';
import { Formula } from '../Formula.tsx';
import { Strips } from '../Strips.tsx';
import { featureTable } from '../tables.ts';
import { vectorTex } from '../vectorTex.ts';
import { featureName, type StepProps } from '../view.ts';

/** Where the mix lands in the layer's output. */
export function OutputStep({ view }: StepProps) {
  const { trace, numbers, digits } = view;
  const { queryHead: h, queryPosition: i } = trace.cell;
  const { numHeads } = numbers.shape;
  const { contribution, output, request } = trace;
  return (
    <>
      <p>
        This head’s {numbers.headDim} columns of W_O spread its mix over all of d_model. {othersOf(numHeads)}
        {hasBias(request.config.bias, 'wO') ? ', and the bias is added once' : ''}.
        {request.config.trained && ' The block then adds the output to the residual stream.'}
      </p>
      <Formula
        tex={`\\mathbf{o}_{${i}}^{(${h})} = W_O^{(${h})}\\,\\mathbf{c}_{${i}}^{(${h})} = ${vectorTex(contribution, digits)}`}
      />
      <Formula
        tex={`\\mathbf{y}_{${i}} = \\displaystyle\\sum_{h'=0}^{${numHeads - 1}} \\mathbf{o}_{${i}}^{(h')}${hasBias(request.config.bias, 'wO') ? ' + \\mathbf{b}_O' : ''} = ${vectorTex(output, digits)}`}
      />
      <Formula
        tex={`\\lVert \\mathbf{o}_{${i}}^{(${h})} \\rVert = ${numberTex(numbers.contributionNorm, digits)}, \\quad \\lVert \\mathbf{y}_{${i}} \\rVert = ${numberTex(numbers.outputNorm, digits)}`}
      />
      <Strips
        view={view}
        nameOf={featureName}
        strips={[
          { id: 'contribution', label: `what query head ${h} adds to the output`, values: contribution },
          { id: 'output', label: 'the output of all heads', values: output },
        ]}
      />
      <DataTable
        data={() =>
          featureTable('The output', [
            [`head ${h} adds`, contribution],
            ['output', output],
          ])
        }
      />
    </>
  );
}

/** What the other heads have to do with the output. */
function othersOf(numHeads: number): string {
  if (numHeads === 1) return 'There is no other head';
  return numHeads === 2 ? 'The other head adds its own' : `The other ${numHeads - 1} heads add theirs`;
}
