import { useCallback, useEffect, useState } from 'react';
import { type RememberedModel, rememberedModel } from '../../takeaway/checkpoint/remembered/rememberedModel.ts';

/** Gives the model that this browser keeps for the page, null if it keeps none, and looks again when asked to. */
export function useRemembered(): readonly [model: RememberedModel | null, lookAgain: () => void] {
  const [model, setModel] = useState<RememberedModel | null>(null);
  const [looks, setLooks] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each look is one more
  useEffect(() => {
    let isOver = false;
    // What can't be looked for is not there.
    rememberedModel().then(
      (found) => isOver || setModel(found),
      () => {},
    );
    return () => {
      isOver = true;
    };
  }, [looks]);
  return [model, useCallback(() => setLooks((count) => count + 1), [])];
}
