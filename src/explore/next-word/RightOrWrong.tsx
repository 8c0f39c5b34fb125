/** ✓ or ✗, in words for those who do not see it. */
export function RightOrWrong({ isRight }: { readonly isRight: boolean }) {
  return (
    <>
      <span className="right-or-wrong" data-right={isRight} aria-hidden="true">
        {isRight ? '✓' : '✗'}
      </span>
      <span className="visually-hidden">{isRight ? 'right' : 'wrong'}</span>
    </>
  );
}
