import { useMemo } from 'react';
import { timesDecimal } from '../../attention/cost/decimal.ts';
import { ContextFigure } from '../../charts/cost/context/ContextFigure.tsx';
import type { CostPartProps } from '../costSetup.ts';
import { AxesChoice } from './AxesChoice.tsx';
import { memoryLine } from './memoryLine.ts';
import { useFigure } from './useFigure.ts';

/** Tokens in view of a model whose longest context is not known. */
const USUAL_CONTEXT = 131_072;

/** What one GPU holds of each variant against the context, under the memory that may be used. */
export function ContextPicture({ setup, onChange }: CostPartProps) {
  const { choice, model, memoryBytes } = setup;
  const figure = useFigure(setup);
  const lines = useMemo(() => setup.variants.flatMap((variant) => memoryLine(setup, variant)), [setup]);
  return (
    <ContextFigure
      {...figure}
      lines={lines}
      ceiling={timesDecimal(memoryBytes, choice.utilisation)}
      longest={Math.max(choice.contextTokens, model.maxContext ?? USUAL_CONTEXT)}
      contextTokens={choice.contextTokens}
      axes={choice.axes}
      controls={<AxesChoice axes={choice.axes} onChange={onChange} />}
    />
  );
}
