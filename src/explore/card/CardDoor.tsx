import { useLaterCode } from '../../controls/later/useLaterCode.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectCardCell } from '../../state/shown/pointing/cardCell.ts';
import type { PointingCardProps } from './PointingCard.tsx';

const loadCard = async () => (await import('./PointingCard.tsx')).PointingCard;

/** The card of the head that is pointed at. Its code comes when somebody points; the line below the maps reads the same. */
export function CardDoor(props: PointingCardProps) {
  const isPointed = useAppState((state) => selectCardCell(state) !== null);
  const Card = useLaterCode(loadCard, isPointed);
  return Card && <Card {...props} />;
}
