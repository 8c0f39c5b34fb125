import type { ModelSet } from '../../../attention/trained/trainedModel.ts';
import type { AppState } from '../../facts/appState.ts';
import { modelSetOf } from '../../facts/models/ownModels.ts';
import { derive } from '../derive.ts';

/** A set of models that the user has, and where it came from. */
export interface SetSource {
  /** `trained`: on this screen, the last that rested. `own`: opened from a file, or shown in Explore. */
  readonly id: 'trained' | 'own';
  readonly set: ModelSet;
}

/** The sets of models that the user has: that of the Train screen first. One that is shown in Explore, too, is there once. */
export const selectSetSources: (state: AppState) => readonly SetSource[] = derive(
  (state) => [state.training.trained, state.models.own] as const,
  (trained, own) => {
    const sources: SetSource[] = trained ? [{ id: 'trained', set: trained.set }] : [];
    const isShown = own !== null && trained?.set.models.mha === own.models[own.names.mha];
    return own && !isShown ? [...sources, { id: 'own', set: modelSetOf(own) }] : sources;
  },
);
