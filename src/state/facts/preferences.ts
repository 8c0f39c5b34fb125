/** What the page remembers about its user. None of it changes the numbers, so none of it is in the link. */
export interface Preferences {
  readonly theme: 'system' | 'light' | 'dark';
  /** Whether single letters (`p`, `m`, …) are shortcuts. */
  readonly singleKeys: boolean;
  /** Whether Inspect stands open at the side of a window that has room for it. */
  readonly inspectStands: boolean;
  /** What computes where WebGL is software and settings name no backend; absent until the user answered that. */
  readonly onSoftwareGpu?: 'wasm' | 'webgl';
}

/** `localStorage`, behind a function because merely naming it throws where it is blocked. */
export type StorageDoor = () => Pick<Storage, 'getItem' | 'setItem'>;

const STORAGE_KEY = 'headroom.preferences';
const DEFAULT_PREFERENCES: Preferences = { theme: 'system', singleKeys: true, inspectStands: true };
const THEMES: readonly unknown[] = ['system', 'light', 'dark'] satisfies Preferences['theme'][];

/** What was remembered, field by field; the default for whatever is missing, foreign or out of reach. */
export function readPreferences(storage: StorageDoor): Preferences {
  try {
    const stored: unknown = JSON.parse(storage().getItem(STORAGE_KEY) ?? '{}');
    const { theme, singleKeys, inspectStands, onSoftwareGpu } = Object(stored) as Record<keyof Preferences, unknown>;
    return {
      theme: THEMES.includes(theme) ? (theme as Preferences['theme']) : DEFAULT_PREFERENCES.theme,
      singleKeys: typeof singleKeys === 'boolean' ? singleKeys : DEFAULT_PREFERENCES.singleKeys,
      inspectStands: typeof inspectStands === 'boolean' ? inspectStands : DEFAULT_PREFERENCES.inspectStands,
      ...((onSoftwareGpu === 'wasm' || onSoftwareGpu === 'webgl') && { onSoftwareGpu }),
    };
  } catch {
    return DEFAULT_PREFERENCES;
  }
}

/** Whether they will be remembered: storage may be blocked or full. */
export function writePreferences(storage: StorageDoor, preferences: Preferences): boolean {
  try {
    storage().setItem(STORAGE_KEY, JSON.stringify(preferences));
    return true;
  } catch {
    return false;
  }
}
