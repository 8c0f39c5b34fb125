import { MECHANISMS, type Mechanism } from '../../attention/types.ts';
import type { CodeKind } from '../../state/facts/settings.ts';
import type { CodeSizes } from './codeSizes.ts';
import { codeText } from './codeText.ts';
import { differingLines } from './differingLines.ts';

export interface MarkedCode {
  readonly text: string;
  /** For each line of the text, the mechanisms whose text lacks it. */
  readonly lackedBy: readonly (readonly Mechanism[])[];
}

/** The attention of `mechanism` as a program, its lines compared with those of the other two. */
export function markedCode(kind: CodeKind, mechanism: Mechanism, sizes: CodeSizes): MarkedCode {
  const text = codeText(kind, mechanism, sizes);
  const comparisons = MECHANISMS.filter((other) => other !== mechanism).map((other) => {
    return { other, differs: differingLines(text, codeText(kind, other, sizes)) };
  });
  const lineCount = comparisons[0]?.differs.length ?? 0;
  const lackedBy = Array.from({ length: lineCount }, (_, line) =>
    comparisons.filter(({ differs }) => differs[line]).map(({ other }) => other),
  );
  return { text, lackedBy };
}
