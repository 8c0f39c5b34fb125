import type { CodeKind } from '../../state/facts/settings.ts';
import type { Language } from './highlight.ts';

/** One of the programs that the attention is shown as. */
interface Kind {
  readonly name: string;
  readonly language: Language;
  /** What one can do with it. */
  readonly about: string;
}

export const KINDS: Readonly<Record<CodeKind, Kind>> = {
  pytorch: {
    name: 'PyTorch',
    language: 'python',
    about:
      'A module at the sizes of this run, with weights that PyTorch draws. To compute with the page’s own weights, use “Download run” and “Copy as PyTorch”.',
  },
  typescript: {
    name: 'TypeScript',
    language: 'typescript',
    about:
      'One function for all three, in the operations that HeadRoom runs on WebAssembly and in plain JavaScript. On WebGL its shaders compute the same.',
  },
  loop: {
    name: 'Loops',
    language: 'javascript',
    about: 'Every product and sum in plain loops. It is JavaScript, and runs as it stands.',
  },
};
