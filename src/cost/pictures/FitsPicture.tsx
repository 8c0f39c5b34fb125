import { useMemo } from 'react';
import { fitOnGpus } from '../../attention/cost/serving/fit.ts';
import { FitsFigure } from '../../charts/cost/fits-map/FitsFigure.tsx';
import type { CostPartProps } from '../costSetup.ts';
import { fitInputOf } from '../fitInputOf.ts';
import { useFigure } from './useFigure.ts';

/** Tokens in view of a model whose longest context is not known. */
const USUAL_CONTEXT = 131_072;

/** Which numbers of sequences fit at which context, with the frontier of each variant. */
export function FitsPicture({ setup }: CostPartProps) {
  const { choice, model, variants } = setup;
  const figure = useFigure(setup);
  const lines = useMemo(
    () =>
      variants.flatMap((variant) => {
        const input = fitInputOf(setup, variant);
        if (!fitOnGpus(input).ok) return [];
        const sequencesAt = (contextTokens: number) => {
          const fit = fitOnGpus({ ...input, contextTokens });
          return fit.ok ? fit.value.sequences : 0n;
        };
        return [{ name: variant.name, accent: variant.accent, sequencesAt }];
      }),
    [setup, variants],
  );
  return (
    <FitsFigure
      {...figure}
      lines={lines}
      longest={Math.max(choice.contextTokens, model.maxContext ?? USUAL_CONTEXT)}
      contextTokens={choice.contextTokens}
      sequences={choice.sequences}
    />
  );
}
