import { type ComponentType, useEffect, useState } from 'react';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectCardCell } from '../../state/shown/pointing/cardCell.ts';
import type { PointingCardProps } from './PointingCard.tsx';

const loadCard = async () => (await import('./PointingCard.tsx')).PointingCard;

/** The card of the head that is pointed at. Its code comes when somebody first points; the line below the maps reads the same. */
export function CardDoor(props: PointingCardProps) {
  const isPointed = useAppState((state) => selectCardCell(state) !== null);
  const [Card, setCard] = useState<ComponentType<PointingCardProps> | null>(null);
  const isDue = isPointed && Card === null;
  useEffect(() => {
    // What can't be loaded is asked for again at the next cell.
    if (isDue) loadCard().then((component) => setCard(() => component), ignore);
  }, [isDue]);
  return Card && <Card {...props} />;
}

function ignore(): void {}
