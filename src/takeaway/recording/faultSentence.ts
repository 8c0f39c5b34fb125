import { numberText } from '../../attention/numbers/numberText.ts';
import type { MapFault } from '../../attention/recorded/mapFault.ts';
import type { Token } from '../../attention/types.ts';
import { quoted } from '../../errors/quoted.ts';
import { tensorName } from './recordingFormat.ts';

/** Says why a head's map is not attention, and what may have brought it about. */
export function faultSentence(fault: MapFault, layer: number, queryHead: number, tokens: readonly Token[]): string {
  const token = (position: number) => `token ${position} (“${quoted(tokens[position]?.label ?? '')}”)`;
  const row = `In “${tensorName(layer, 'attention_weights')}”, query head ${queryHead}, the row of ${token(fault.query)}`;
  switch (fault.kind) {
    case 'zeros':
      return `${row} is nothing but 0, as the rows of padding are: record the text without padding.`;
    case 'notNumbers':
      return `${row} holds no numbers, only NaN, as the rows of padding do: record the text without padding.`;
    case 'notFinite':
      return `${row} gives ${token(fault.key)} a weight that is ${numberText(fault.value)}.`;
    case 'negative':
      return `${row} gives ${token(fault.key)} a weight of ${numberText(fault.value)}, and a weight is 0 or more.`;
    case 'ahead':
      return `${row} gives a weight of ${numberText(fault.value)} to ${token(fault.key)}, which comes after it, and the recording is of causal attention.`;
    case 'sum':
      return `${row} has weights with a sum of ${numberText(fault.value)}, and it has to be 1.`;
  }
}
