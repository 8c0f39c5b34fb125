import { formatCountOf } from '../../attention/numbers/format.ts';
import { quoted } from '../../errors/quoted.ts';
import type { OpenRecording } from '../../state/facts/recorded/recordingsState.ts';
import { firstDifferent, haveSameTokens } from '../../state/shown/recorded/sameTokens.ts';

/** Says of open recordings whether they are of the same tokens, and of two that are not how they differ. None of one alone. */
export function tokensSentences(open: readonly OpenRecording[]): string[] {
  const [first, ...others] = open;
  if (!first || others.length === 0) return [];
  const pairs = open.flatMap((a, index) => open.slice(index + 1).map((b) => [a, b] as const));
  const differing = pairs.filter(([a, b]) => !haveSameTokens(a.recording, b.recording));
  if (differing.length === 0) {
    const tokens = formatCountOf(first.recording.tokens.length, 'token');
    return [
      `${others.length === 1 ? 'Both' : 'All three'} are of the same ${tokens}: pointing at a cell reads them all.`,
    ];
  }
  return differing.map(([a, b]) => differenceSentence(a, b));
}

/** "“a” and “b” have different tokens, 12 and 14: their cells can't be compared." */
export function differenceSentence(a: OpenRecording, b: OpenRecording): string {
  const [tokens, others] = [a.recording.tokens, b.recording.tokens];
  const names = `“${a.name}” and “${b.name}” have different tokens`;
  const end = 'their cells can’t be compared.';
  if (tokens.length !== others.length) return `${names}, ${tokens.length} and ${others.length}: ${end}`;
  const at = firstDifferent(tokens, others);
  const words = [tokens[at], others[at]].map((token) => `“${quoted(token?.label ?? '')}”`).join(' and ');
  return `${names}, at position ${at} ${words}: ${end}`;
}
