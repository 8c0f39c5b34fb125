import type { FamilyReading } from '../familyRule.ts';
import type { Fields } from '../fields.ts';
import { HEAD_WIDTH } from '../limits.ts';
import { decoder } from './decoder.ts';

const plain = decoder({ kvHeads: 'heads' });

/** Returns the sizes of MiniMax-M3: its sparse attention reads few blocks, keeps everything, and index keys on top. */
export function miniMaxM3(fields: Fields): FamilyReading {
  const reading = plain(fields);
  const config = fields.object('sparse_attention_config');
  if (!config || config.flag('use_sparse_attention') === false) return reading;
  const layers = config.wholePerLayer('sparse_attention_freq', reading.layers.length, { least: 0, most: 1 });
  const elementsPerToken = config.needed(['sparse_index_dim'], HEAD_WIDTH);
  const count = layers ? layers.filter((isSparse) => isSparse === 1).length : reading.layers.length;
  fields.note(
    'index-cache',
    'sparse_attention_config',
    `Sparse attention reads few blocks, but K and V of all tokens stay. Index keys of ${elementsPerToken} elements a token in ${count} layers come on top; their type is the engine's choice, and they are not counted.`,
  );
  return { ...reading, indexKeys: count === 0 ? null : { layers: count, elementsPerToken } };
}
