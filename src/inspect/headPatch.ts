import type { LockedCell, Settings } from '../state/facts/settings.ts';

/** The change that makes Inspect follow `queryHead`; a locked cell goes with it, so that Explore lights the same head. */
export function headPatch(queryHead: number, locked: LockedCell | null): Partial<Settings> {
  return { inspectHead: queryHead, lockedCell: locked && { ...locked, queryHead } };
}
