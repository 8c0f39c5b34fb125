import { Formula } from '../Formula.tsx';
import type { StepProps } from '../view.ts';

/** Whether the query may see the key. */
export function MaskStep({ view: { trace, numbers, labels } }: StepProps) {
  const { queryPosition: i, keyPosition: j } = trace.cell;
  if (!trace.request.config.causal)
    return <p>There is no mask in this run: every token sees all {labels.length}, those after it too.</p>;
  if (!numbers.isMasked)
    return (
      <>
        <p>The causal mask hides keys that come after the query. This one does not: its score stays as it is.</p>
        <Formula tex={`j \\le i:\\quad ${j} \\le ${i}`} />
      </>
    );
  return (
    <>
      <p>
        <strong>This cell is masked.</strong> <bdi translate="no">{labels[j]}</bdi> ({j}) comes after{' '}
        <bdi translate="no">{labels[i]}</bdi> ({i}), and a causal model must not look ahead. Its score counts as −∞, no
        matter what the product was, so its weight below is exactly 0 and none of its value reaches the output.
      </p>
      <Formula tex={`j > i:\\quad ${j} > ${i} \\;\\Rightarrow\\; s_{${i},${j}} = -\\infty`} />
    </>
  );
}
