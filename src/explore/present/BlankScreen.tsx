import { ModalCover } from '../../controls/ModalCover.tsx';
import './blank-screen.css';

/** All black, so that the room looks at who speaks. Hides the pointer, too, and whatever notice comes meanwhile. */
export function BlankScreen({ onClose }: { onClose: () => void }) {
  return (
    <ModalCover
      name="Blank screen: press Escape to bring the picture back"
      className="blank-screen"
      onClose={onClose}
    />
  );
}
