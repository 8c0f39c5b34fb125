import type { ReactNode } from 'react';
import { type Fit, fitOnGpus } from '../../attention/cost/serving/fit.ts';
import { type Count, formatCount, formatCountOf } from '../../attention/numbers/format.ts';
import { accentColor } from '../accents.ts';
import type { CostPartProps, CostVariant } from '../costSetup.ts';
import { fitInputOf } from '../fitInputOf.ts';
import { Bytes } from '../words/Bytes.tsx';
import { CostTable } from '../words/CostTable.tsx';
import './fit-section.css';
import { FitVerdict } from './FitVerdict.tsx';

interface FittedVariant {
  readonly variant: CostVariant;
  readonly fit: Fit;
}

interface Row {
  readonly name: string;
  readonly of: (fit: Fit) => ReactNode;
}

/** Memory from the box to sequences, by vLLM's rules, for all models side by side. */
export function FitSection({ setup, onChange }: CostPartProps) {
  const { choice, model } = setup;
  const fitted: FittedVariant[] = [];
  for (const variant of setup.variants) {
    const outcome = fitOnGpus(fitInputOf(setup, variant));
    if (outcome.ok) fitted.push({ variant, fit: outcome.value });
    else if (fitted.length === 0) return <p>{outcome.reason}</p>;
  }
  const isBeyond = model.maxContext !== null && choice.contextTokens > model.maxContext;
  return (
    <>
      {isBeyond && (
        <p>
          {model.name} was made for {formatCountOf(model.maxContext ?? 0, 'token')}: a context of{' '}
          {formatCount(choice.contextTokens)} is beyond it. The bytes are right all the same.
        </p>
      )}
      <CostTable label="From memory to sequences">
        <thead>
          <tr>
            <td />
            {fitted.map(({ variant }) => (
              <th
                key={variant.name}
                scope="col"
                className="cost-table__variant"
                style={{ color: accentColor(variant.accent) }}
              >
                {variant.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody translate="no">
          {rowsOf(setup.memoryBytes, choice.utilisation, choice.blockSize).map(({ name, of }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {fitted.map(({ variant, fit }) => (
                <td key={variant.name} className="numeric">
                  {of(fit)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </CostTable>
      <ul className="fit-section__verdicts">
        {fitted.length > 1 && fitted.every(({ fit }) => fit.fits && !fit.isReplicated) ? (
          <li>
            {formatCountOf(choice.sequences, 'sequence')} of {formatCountOf(choice.contextTokens, 'token')}{' '}
            {choice.sequences === 1 ? 'fits' : 'fit'} in all of them.
          </li>
        ) : (
          fitted.map(({ variant, fit }) => (
            <FitVerdict key={variant.name} setup={setup} variant={variant} fit={fit} onChange={onChange} />
          ))
        )}
      </ul>
    </>
  );
}

function rowsOf(memoryBytes: bigint, utilisation: number, blockSize: number): readonly Row[] {
  return [
    { name: 'Memory of one GPU', of: () => <Bytes bytes={memoryBytes} /> },
    { name: `Used of it, × ${utilisation}`, of: (fit) => <Bytes bytes={fit.usableBytes} /> },
    { name: '− weights on each GPU', of: (fit) => <Bytes bytes={fit.weightBytesPerGpu} /> },
    { name: '− overhead', of: (fit) => <Bytes bytes={fit.overheadBytes} /> },
    { name: '= free for K and V', of: (fit) => <Bytes bytes={fit.availableBytes} /> },
    { name: `A block of ${formatCountOf(blockSize, 'token')}`, of: (fit) => <Bytes bytes={fit.blockBytes} /> },
    { name: 'Blocks', of: ({ blocks }) => formatCount(blocks) },
    { name: 'Blocks a sequence', of: ({ blocksPerSequence }) => formatCount(blocksPerSequence) },
    { name: 'Sequences of full length, all GPUs', of: ({ sequences }) => <b>{countText(sequences)}</b> },
    { name: 'Tokens, all GPUs', of: ({ tokens }) => countText(tokens) },
    { name: 'Longest single sequence, tokens', of: ({ longestSequence }) => countText(longestSequence) },
    { name: 'Lost to rounding, a sequence', of: ({ waste }) => <Bytes bytes={waste.perSequenceBytes} /> },
    { name: 'Less than a block, left over', of: ({ waste }) => <Bytes bytes={waste.partBlockBytes} /> },
    { name: 'Blocks too few for one more', of: ({ waste }) => formatCount(waste.spareBlocks) },
  ];
}

function countText(count: Count | null): string {
  return count === null ? 'not limited by memory' : formatCount(count);
}
