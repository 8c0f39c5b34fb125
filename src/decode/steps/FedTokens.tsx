import type { DecodePlan } from '../../attention/decoding/decodePlan.ts';
import { formatCount } from '../../attention/numbers/format.ts';
import { textDirection } from '../../attention/tokenizers/textDirection.ts';
import type { Token } from '../../attention/types.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import './fed-tokens.css';

type Part = 'prompt' | 'fed' | 'now' | 'to come';

/** All tokens of the plan: the prompt, those that were fed, the last of them, and those to come. */
export function FedTokens({ plan }: { readonly plan: DecodePlan<Token> }) {
  const cached = useAppState((state) => state.decode.decoded?.request.tokens.length ?? 0);
  const { tokens, prompt } = plan;
  const name = `${formatCount(prompt)} read at once, ${formatCount(Math.max(0, cached - prompt))} fed, ${formatCount(tokens.length - Math.max(prompt, cached))} to come`;
  return (
    <>
      <ol className="fed-tokens" aria-label={`To decode: ${name}`} dir={textDirection(tokens)}>
        {tokens.map((token, position) => {
          const part = partOf(position, prompt, cached);
          return (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place in the text; the same word may come twice
              key={position}
              className="fed-tokens__token"
              data-part={part}
              data-cached={position < cached}
              aria-current={part === 'now' ? 'step' : undefined}
            >
              <bdi translate="no">{token.label}</bdi>
            </li>
          );
        })}
      </ol>
      <p className="fed-tokens__legend" aria-hidden="true">
        <span className="fed-tokens__token" data-part="prompt" data-cached="true">
          prompt
        </span>
        <span className="fed-tokens__token" data-part="fed">
          fed
        </span>
        <span className="fed-tokens__token" data-part="now">
          last
        </span>
        <span className="fed-tokens__token" data-part="to come">
          to come
        </span>
      </p>
    </>
  );
}

function partOf(position: number, prompt: number, cached: number): Part {
  if (position < prompt) return 'prompt';
  if (position >= cached) return 'to come';
  return position === cached - 1 ? 'now' : 'fed';
}
