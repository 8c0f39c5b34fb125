import { createContext, use, useState } from 'react';
import type { Mechanism } from '../../../attention/types.ts';
import { useAppStore } from '../../../state/shown/hooks/useAppState.tsx';
import { type Cost, costsOf, nextPhase, type Prediction } from './prediction.ts';

/** The prediction on screen, for all that has a figure; null while there is none. */
export const PredictionContext = createContext<Prediction | null>(null);

/** The prediction, what its key does, and what ends it: false if there was none. */
export function usePrediction() {
  const store = useAppStore();
  const [prediction, setPrediction] = useState<Prediction | null>(null);
  const predict = () => setPrediction(nextPhase(prediction, costsOf(store.getState())));
  const end = () => {
    setPrediction(null);
    return prediction !== null;
  };
  return { prediction, predict, end };
}

/** True when the figures of all mechanisms are covered. */
export const useIsCovered = (): boolean => use(PredictionContext)?.phase === 'covered';

/** True when all that the number of KV heads decides about a mechanism is covered: only GQA's moves. */
export const useIsCoveredOf = (mechanism: Mechanism): boolean => useIsCovered() && mechanism === 'gqa';

/** What a mechanism cost before, while that stands beside what it costs now. */
export function useCostBefore(mechanism: Mechanism): Cost | undefined {
  const prediction = use(PredictionContext);
  return prediction?.phase === 'shown' ? prediction.before[mechanism] : undefined;
}
