import { useMemo } from 'react';
import { fitOnGpus } from '../../attention/cost/serving/fit.ts';
import { planOfOneGpu } from '../../attention/cost/serving/tensorParallel.ts';
import { ContextFigure } from '../../charts/cost/context/ContextFigure.tsx';
import { planLine } from '../../charts/cost/context/lines.ts';
import type { CostPartProps } from '../costSetup.ts';
import { fitInputOf } from '../fitInputOf.ts';
import { AxesChoice } from './AxesChoice.tsx';
import { useFigure } from './useFigure.ts';

/** Tokens in view of a model whose longest context is not known. */
const USUAL_CONTEXT = 131_072;

/** Bytes of the cache of one GPU against the context, for each variant, under what the published one leaves for it. */
export function ContextPicture({ setup, onChange }: CostPartProps) {
  const { choice, model, format, variants } = setup;
  const { tensorParallel, sequences, contextTokens } = choice;
  const figure = useFigure(setup);
  const lines = useMemo(
    () =>
      variants.map(({ name, accent, variant }) =>
        planLine({ name, accent, plan: planOfOneGpu(variant.model.plan, tensorParallel), format, sequences }),
      ),
    [variants, tensorParallel, format, sequences],
  );
  const [published] = variants;
  const fit = published && fitOnGpus(fitInputOf(setup, published));
  return (
    <ContextFigure
      {...figure}
      lines={lines}
      ceiling={fit?.ok ? fit.value.availableBytes : null}
      longest={Math.max(contextTokens, model.maxContext ?? USUAL_CONTEXT)}
      contextTokens={contextTokens}
      axes={choice.axes}
      controls={<AxesChoice axes={choice.axes} onChange={onChange} />}
    />
  );
}
