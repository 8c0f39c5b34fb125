import { formatCount, formatCountOf } from '../../attention/numbers/format.ts';
import { textDirection } from '../../attention/tokenizers/textDirection.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';

/** The text as the model's own tokenizer reads it, and how much of it is run. */
export function OwnModelTokens({ limit }: { readonly limit: number }) {
  const text = useAppState((state) => state.checkpoint.text);
  if (!text) return null;
  const { tokens, total, totalIsExact } = text;
  const count = `${totalIsExact ? '' : 'more than '}${formatCountOf(total, 'token')}`;
  return (
    <div className="own-model-tokens numeric">
      <ol className="own-model-tokens__list" aria-label="Tokens of the model" dir={textDirection(tokens)}>
        {tokens.map(({ id, label }, position) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place in the text; the same one may come twice
          <li key={position} title={`token ${formatCount(id)} of the model’s vocabulary`}>
            <bdi translate="no">{label}</bdi>
          </li>
        ))}
      </ol>
      <span>
        {total > tokens.length || !totalIsExact
          ? `${count}: the first ${limit} are run. More would take longer than anybody waits.`
          : count}
      </span>
    </div>
  );
}
