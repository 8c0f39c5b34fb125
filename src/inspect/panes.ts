import type { ComponentType } from 'react';
import type { InspectPane } from '../state/facts/settings.ts';
import type { PaneProps } from './paneProps.ts';

/** One of the things that Inspect shows. */
export interface Pane {
  /** On its tab. */
  readonly name: string;
  /** The same while the models on screen are trained, if it shows something else of them. */
  readonly trainedName?: string;
  /** Its code is fetched when it is first shown: formulas and highlighting weigh more than the rest of the page. */
  readonly load: () => Promise<ComponentType<PaneProps>>;
  /** Whether it shows one mechanism, and one head of it. */
  readonly of: 'head' | 'mechanism' | 'all';
}

/** In the order of the tabs. */
export const PANES: Readonly<Record<InspectPane, Pane>> = {
  cell: { name: 'Cell', of: 'head', load: async () => (await import('./cell/CellPane.tsx')).CellPane },
  flow: { name: 'Token flow', of: 'head', load: async () => (await import('./flow/FlowPane.tsx')).FlowPane },
  difference: {
    name: 'Difference',
    of: 'all',
    load: async () => (await import('./difference/DifferencePane.tsx')).DifferencePane,
  },
  likeness: {
    name: 'Who looks alike',
    of: 'all',
    load: async () => (await import('./likeness/LikenessPane.tsx')).LikenessPane,
  },
  distance: {
    name: 'Distance against cache',
    trainedName: 'Cost against quality',
    of: 'all',
    load: async () => (await import('./distance/DistancePane.tsx')).DistancePane,
  },
  code: { name: 'Code', of: 'mechanism', load: async () => (await import('./code/CodePane.tsx')).CodePane },
};
