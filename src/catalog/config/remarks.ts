import { formatCount, formatCountOf } from '../../attention/numbers/format.ts';
import type { Fields } from './fields.ts';
import type { Layer } from './layers.ts';

/** Says what layers of some kinds mean for the figures, whatever family they are from. */
export function remarkOnLayers(fields: Fields, layers: readonly Layer[]): void {
  const of = (kind: Layer['kind']) => layers.filter((layer) => layer.kind === kind);
  const share = (some: readonly Layer[]) => `${formatCount(some.length)} of ${formatCountOf(layers.length, 'layer')}`;
  const verb = (some: readonly Layer[], one: string, many: string) => (some.length === 1 ? one : many);

  const sliding = of('sliding');
  if (sliding.length > 0) {
    const windows = [...new Set(sliding.map(({ window }) => formatCount(window ?? 0)))].join(' or ');
    fields.note(
      'windowed-layers',
      null,
      `${share(sliding)} ${verb(sliding, 'keeps', 'keep')} only the last ${windows} tokens${of('full').length + of('mla').length === 0 ? ', and nothing grows past them' : ''}; an engine without support for windows keeps every token of them.`,
    );
  }
  const chunked = of('chunked');
  if (chunked.length > 0)
    fields.note(
      'chunked',
      null,
      `${share(chunked)} ${verb(chunked, 'attends', 'attend')} only within a chunk of ${formatCount(chunked[0]?.window ?? 0)} tokens. Most engines, and vLLM without its hybrid manager, still cache every token of every layer.`,
    );
  const shared = of('shared');
  if (shared.length > 0)
    fields.note(
      'shared-layers',
      null,
      `${share(shared)} ${verb(shared, 'reads', 'read')} the K and V of an earlier layer and ${verb(shared, 'keeps', 'keep')} none of their own.`,
    );
  const pruned = of('none');
  if (pruned.length > 0)
    fields.note('no-attention', null, `${share(pruned)} ${verb(pruned, 'has', 'have')} no attention and so no cache.`);
  const state = of('state');
  if (state.length > 0)
    fields.note(
      'state',
      null,
      `${share(state)} ${verb(state, 'keeps', 'keep')} a state of fixed size, or nothing, in place of K and V; the state is not counted.`,
    );
  if (of('mla').length > 0)
    fields.note(
      'one-latent',
      null,
      'Each token has one vector of latent and rope values a layer, for K and V and all heads together. Under tensor parallelism every GPU holds all of it.',
    );
}
