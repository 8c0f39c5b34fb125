import type { AppState } from '../facts/appState.ts';

/** Whether Explore is on screen, or Present, which is Explore for a projector. */
export function selectShowsExplore({ settings: { screen, present } }: AppState): boolean {
  return present || screen === 'explore';
}
