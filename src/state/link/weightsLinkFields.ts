import { kvHeadChoices, nearestChoice } from '../../attention/sharing.ts';
import { LAYERS } from '../../attention/trained/shape.ts';
import { fitShipped, SHIPPED_SETTINGS } from '../facts/models/fixedSettings.ts';
import { DEFAULT_SETTINGS, type Settings, WEIGHTS } from '../facts/settings.ts';
import type { LinkField } from './LinkField.ts';
import { wholeNumber } from './linkText.ts';

/**
 * Where the link says nothing: trained weights wherever they fit, which is what a newcomer's bare address opens with. A link
 * to other sizes, a mask or positions switched off, or a seed of its own, which then drew the weights, has random ones
 * without a word, as it had before there were others.
 */
export function weightsField(key: string): LinkField {
  const isBare = (settings: Settings) => fitShipped(settings) && settings.seed === DEFAULT_SETTINGS.seed;
  const fallback = (settings: Settings) => ({ weights: isBare(settings) ? 'trained' : 'random' }) as const;
  return {
    key,
    write: ({ weights }) => weights,
    read(value, settings) {
      if (value === 'random') return { patch: { weights: value } };
      if (value === 'trained')
        return fitShipped(settings) ? { patch: { weights: value } } : { problem: OF_OTHER_SIZES };
      if (value !== 'own') return { problem: `is not one of ${WEIGHTS.join(', ')}` };
      const numKvHeads = nearestChoice(settings.numKvHeads, kvHeadChoices(SHIPPED_SETTINGS.numHeads));
      return {
        patch: { ...SHIPPED_SETTINGS, numKvHeads, weights: 'trained' },
        problem: 'stands for models that a link does not carry',
      };
    },
    fallback,
  };
}

const OF_OTHER_SIZES = `means models with d_model ${SHIPPED_SETTINGS.dModel}, ${SHIPPED_SETTINGS.numHeads} query heads, a causal mask, positions and biases`;

/** The layer of the models that is on screen. */
export function layerField(key: string): LinkField {
  return {
    key,
    write: ({ layer }) => String(layer),
    read(value) {
      const layer = wholeNumber(value);
      return layer >= 1 && layer <= LAYERS
        ? { patch: { layer } }
        : { problem: `is not a layer of the models, 1 to ${LAYERS}` };
    },
    fallback: () => ({ layer: DEFAULT_SETTINGS.layer }),
  };
}
