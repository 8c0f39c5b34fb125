import type { TrainingMaps } from '../../../engine/training/Training.ts';

/** Characters of the text that a caption gives. */
const MOST_TEXT = 80;

/** Which maps a saved picture shows, one part each: the layer, the step and the sentence. */
export function trainMapsCaption({ request, step }: TrainingMaps, tokens: readonly string[]): string[] {
  return [`layer ${request.layer + 1} at step ${step}`, `“${cut(tokens.join(' '))}”`];
}

/** Whole characters. */
function cut(text: string): string {
  const characters = [...text];
  if (characters.length <= MOST_TEXT) return text;
  return `${characters.slice(0, MOST_TEXT - 1).join('')}…`;
}
