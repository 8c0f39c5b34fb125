import { useCallback } from 'react';
import { numberTex } from '../../../../attention/numbers/numberText.ts';
import { ColorLegend } from '../../../../charts/color/ColorLegend.tsx';
import { colorTable, cssColor } from '../../../../charts/color/colorTables.ts';
import { COLORS, scalePosition } from '../../../../charts/color/weightScale.ts';
import { Strip } from '../../../../charts/strip/Strip.tsx';
import { DataTable } from '../../../../charts/table/DataTable.tsx';
import { Formula } from '../Formula.tsx';
import { Strips } from '../Strips.tsx';
import { keyTable } from '../tables.ts';
import { keyName, type StepProps } from '../view.ts';

/** The whole row: before, its largest score subtracted, and after. */
export function SoftmaxStep({ view }: StepProps) {
  const { trace, numbers, labels, digits, theme, colorScale } = view;
  const { queryPosition: i, keyPosition: j } = trace.cell;
  const { rowMax, rowMaxKey, exponential, exponent, denominator, score, headDim } = numbers;
  const table = colorTable(colorScale, theme);
  const colorOf = useCallback(
    (weight: number) => cssColor(table, Math.round((COLORS - 1) * Math.min(1, scalePosition(weight)))),
    [table],
  );
  const [root, last] = [`\\sqrt{${headDim}}`, numbers.visible - 1];
  // A row of the map: masked keys are hatched in it, as in the map.
  const weights = Float32Array.from(trace.weights, (weight, key) => (key < numbers.visible ? weight : Number.NaN));
  return (
    <>
      <p>
        The row’s largest score, of key {rowMaxKey} (<bdi translate="no">{labels[rowMaxKey]}</bdi>), is subtracted
        first, then the difference is scaled: no exponential overflows, and the weights are the same. They add up to 1.
      </p>
      <Formula
        tex={`a_{${i},${j}} = \\dfrac{\\exp\\bigl((s_{${i},${j}} - m_{${i}})/${root}\\bigr)}{\\sum_{j'=0}^{${last}} \\exp\\bigl((s_{${i},j'} - m_{${i}})/${root}\\bigr)}, \\quad m_{${i}} = \\max_{j'} s_{${i},j'} = ${numberTex(rowMax, digits)}`}
      />
      <Formula
        tex={
          numbers.isMasked
            ? `a_{${i},${j}} = \\dfrac{\\exp(-\\infty)}{${numberTex(denominator, digits)}} = \\dfrac{0}{${numberTex(denominator, digits)}} = 0`
            : `a_{${i},${j}} = \\dfrac{\\exp\\bigl((${numberTex(score, digits)} - ${bracketed(numberTex(rowMax, digits))})/${root}\\bigr)}{${numberTex(denominator, digits)}} = \\dfrac{\\exp(${numberTex(exponent, digits)})}{${numberTex(denominator, digits)}} = \\dfrac{${numberTex(exponential, digits)}}{${numberTex(denominator, digits)}} = ${numberTex(numbers.weight, digits)}`
        }
      />
      <Strips
        view={view}
        nameOf={keyName(labels)}
        marked={j}
        strips={[{ id: 'before', label: 'The row before softmax: scores over √d_k', values: numbers.scaledRow }]}
      />
      <Strip
        label="The row after softmax: attention weights"
        values={weights}
        colorOf={colorOf}
        nameOf={keyName(labels)}
        marked={j}
        digits={digits}
        theme={theme}
      />
      <ColorLegend table={table} />
      <DataTable
        data={() =>
          keyTable(
            `The row of query ${i}`,
            [
              ['q · k', trace.scores],
              ['over √d_k', numbers.scaledRow],
              ['attention weight', weights],
            ],
            labels,
          )
        }
      />
    </>
  );
}

const bracketed = (tex: string): string => (tex.startsWith('-') ? `(${tex})` : tex);
