import './token-name.css';

interface Props {
  readonly tokens: readonly string[];
  readonly position: number;
}

/** "the (18)". The token's text is the user's: text only, and its direction must not turn the line around. */
export function TokenName({ tokens, position }: Props) {
  return (
    <>
      <bdi translate="no" className="token-name" title={tokens[position]}>
        {tokens[position]}
      </bdi>{' '}
      ({position})
    </>
  );
}
