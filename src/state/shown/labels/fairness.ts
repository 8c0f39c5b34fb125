import { labelFairness } from '../../../attention/labels/headLabels.ts';
import type { AppState } from '../../facts/appState.ts';
import { derive } from '../derive.ts';
import { selectRequest } from '../wanted.ts';

/** How fair labels on the present text are; nothing where weights are random, which earn none. */
export const selectFairness: (state: AppState) => ReturnType<typeof labelFairness> | undefined = derive(
  (state) => [selectRequest(state)],
  (request) => (request?.config.trained ? labelFairness(request.tokens.length) : undefined),
);
