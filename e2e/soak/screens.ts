import { CHART_ACTIONS } from './chartActions.ts';
import { COST_ACTIONS, COST_TAB_ACTIONS, cost } from './costActions.ts';
import { DECODE_ACTIONS, DECODE_DOOR_ACTIONS, decode } from './decodeActions.ts';
import { EXPLORE_HEADER_ACTIONS, HEADER_ACTIONS, PAGE_ACTIONS } from './frameActions.ts';
import { INSPECT_ACTIONS, inspect } from './inspectActions.ts';
import { PRESENT_ACTIONS } from './presentActions.ts';
import { RECORDED_ACTIONS, RECORDED_TAB_ACTIONS, recorded } from './recordedActions.ts';
import { SETTINGS_ACTIONS } from './settingsActions.ts';
import type { SoakScreen } from './soakAction.ts';
import { TEXT_ACTIONS } from './textActions.ts';
import { TAB_ACTIONS, TRAIN_ACTIONS, train } from './trainActions.ts';

/** Everything the soak does. A new screen adds its own list here. */
export const SCREENS: readonly SoakScreen[] = [
  {
    name: 'Explore',
    sign: (page) => page.getByRole('group', { name: 'Settings', exact: true }),
    actions: [...TEXT_ACTIONS, ...SETTINGS_ACTIONS],
  },
  {
    // Put away while Inspect has the whole width.
    name: "Explore's pictures",
    sign: (page) => page.getByRole('heading', { name: 'KV cache', exact: true }),
    actions: [...CHART_ACTIONS, ...DECODE_DOOR_ACTIONS],
  },
  // On two screens; the door to it is among Explore's pictures.
  { name: 'Decode', sign: decode, actions: DECODE_ACTIONS },
  { name: 'Inspect', sign: inspect, actions: INSPECT_ACTIONS },
  {
    name: 'Header',
    sign: (page) => page.getByRole('banner'),
    actions: [...HEADER_ACTIONS, ...TAB_ACTIONS, ...COST_TAB_ACTIONS, ...RECORDED_TAB_ACTIONS],
  },
  // The tabs led here; its last action leads to Cost.
  { name: 'Recorded', sign: recorded, actions: RECORDED_ACTIONS },
  // Its last action leads to Train, and Train's back to Explore.
  { name: 'Cost', sign: cost, actions: COST_ACTIONS },
  { name: 'Train', sign: train, actions: TRAIN_ACTIONS },
  {
    name: "Explore's header",
    sign: (page) => page.getByRole('button', { name: 'Present', exact: true }),
    actions: EXPLORE_HEADER_ACTIONS,
  },
  {
    name: 'Present',
    sign: (page) => page.getByRole('heading', { name: 'HeadRoom, presenting' }),
    actions: PRESENT_ACTIONS,
  },
  // Last: it leads to other screens.
  { name: 'Page', actions: PAGE_ACTIONS },
];
