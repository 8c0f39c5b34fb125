import { useEffect, useState } from 'react';
import { fitView, type Position, showCell, type View, wholeView } from './view.ts';

/**
 * The view of a map, at first of all of it. It follows the selected cell, wherever that is moved from, and shows all
 * again where the text gets another length.
 */
export function useView(sequenceLength: number, { queryPosition, keyPosition }: Position) {
  const [known, setKnown] = useState({ view: wholeView(sequenceLength), sequenceLength });
  const view = known.sequenceLength === sequenceLength ? known.view : wholeView(sequenceLength);
  const setView = (next: View) => setKnown({ view: fitView(next, sequenceLength), sequenceLength });
  useEffect(() => {
    setKnown((before) => {
      const from = before.sequenceLength === sequenceLength ? before.view : wholeView(sequenceLength);
      const shown = showCell(from, sequenceLength, { queryPosition, keyPosition });
      return shown === before.view ? before : { view: shown, sequenceLength };
    });
  }, [sequenceLength, queryPosition, keyPosition]);
  return [view, setView] as const;
}
