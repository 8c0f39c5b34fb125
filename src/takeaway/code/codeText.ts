import type { Mechanism } from '../../attention/types.ts';
import type { CodeKind } from '../../state/facts/settings.ts';
import type { CodeSizes } from './codeSizes.ts';
import { loopCode } from './loopCode.ts';
import { pytorchModule } from './pytorchModule.ts';
import { tensorFlowFunction } from './tensorFlowFunction.ts';

const WRITERS: Readonly<Record<CodeKind, (mechanism: Mechanism, sizes: CodeSizes) => string>> = {
  pytorch: pytorchModule,
  typescript: tensorFlowFunction,
  loop: loopCode,
};

/** The attention of `mechanism` at these sizes, as a program that runs. */
export function codeText(kind: CodeKind, mechanism: Mechanism, sizes: CodeSizes): string {
  return WRITERS[kind](mechanism, sizes);
}
