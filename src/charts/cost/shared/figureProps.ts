import type { ReactNode } from 'react';

/** Props of a figure besides those of its chart. */
export interface FigureProps {
  /** Settings for the caption of saved files: ["Llama 3.1 8B", "1 × H100"]. */
  readonly settings: readonly string[];
  /** Controls that stand under the title. */
  readonly controls?: ReactNode;
  /** Gets a sentence for the user when a file can't be made. */
  readonly onError: (message: string) => void;
}
