import type { TableData } from '../../table/tableData.ts';
import { contextEnd } from './axis.ts';
import type { ContextInput } from './layout.ts';
import { crossingOf } from './lines.ts';

/** Tabulates the chart: a row for each power of two in view, each bend, each crossing, and the length asked for. */
export function contextTable({ lines, ceiling, longest, contextTokens, axes }: ContextInput): TableData {
  const crossings = lines.map((line) => (ceiling === null ? null : crossingOf(line, ceiling)));
  const end = contextEnd([longest, contextTokens], crossings, axes);
  const powers = Array.from({ length: Math.log2(end) + 1 }, (_, exponent) => 2 ** exponent);
  const found = crossings.filter((tokens) => tokens !== null && tokens > 0) as number[];
  const all = [...powers, contextTokens, ...lines.flatMap(({ kinks }) => kinks), ...found];
  const lengths = [...new Set(all.filter((tokens) => tokens > 0))].sort((a, b) => a - b);
  const most = ceiling === null ? [] : [ceiling];
  return {
    caption: 'Bytes of one GPU’s memory (weights, overhead and KV cache) by tokens of each sequence',
    columns: ['tokens', ...lines.map(({ name }) => `${name} (B)`), ...most.map(() => 'may be used (B)')],
    rows: lengths.map((tokens) => [tokens, ...lines.map((line) => line.bytesAt(tokens)), ...most]),
  };
}
