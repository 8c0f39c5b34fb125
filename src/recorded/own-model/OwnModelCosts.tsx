import { formatBytes, formatCount, formatPercent } from '../../attention/numbers/format.ts';
import { modelFigures } from '../../state/shown/checkpoint/modelFigures.ts';
import { variantSentence } from '../../state/shown/checkpoint/variantWords.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';

/** What a column's KV heads are made of, and what they cost in the whole model, in the type of its files. */
export function OwnModelCosts({ numKvHeads }: { readonly numKvHeads: number }) {
  const { model, text } = useAppState((state) => state.checkpoint);
  if (!model) return null;
  const { config, type } = model;
  const tokens = text?.tokens.length ?? 0;
  const figures = modelFigures(model, numKvHeads, tokens);
  const own = modelFigures(model, config.numKvHeads, tokens);
  const share =
    numKvHeads === config.numKvHeads
      ? ''
      : `, ${formatPercent(figures.cacheBytesPerToken / own.cacheBytesPerToken)} of the model’s own`;
  return (
    <div className="own-model-costs numeric">
      <p>{variantSentence(config, numKvHeads)}</p>
      <p>
        <b translate="no">{formatBytes(figures.cacheBytes, own.cacheBytes)}</b> KV cache for the text in {type}
        {share} · <b translate="no">{formatCount(figures.parameters)}</b> attention parameters
      </p>
    </div>
  );
}
