import type { Mechanism } from '../../attention/types.ts';
import { SHIPPED_MODELS } from '../../catalog/shippedModels.ts';
import { selectShapes } from '../../state/shown/figures.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';

/** Says so where the shipped model on screen got stuck in training: what it lacks is not the price of sharing. */
export function useStuckRemark(mechanism: Mechanism): string | undefined {
  const { numKvHeads } = useAppState(selectShapes)[mechanism];
  const isStuck =
    useAppState(({ settings }) => settings.weights === 'trained') && SHIPPED_MODELS.stuck.includes(numKvHeads);
  return isStuck ? '⚠ stuck run' : undefined;
}
