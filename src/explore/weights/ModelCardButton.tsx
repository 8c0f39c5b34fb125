import { useState } from 'react';
import { Deferred } from '../../controls/later/Deferred.tsx';

const loadCard = async () => (await import('../model-card/ModelCard.tsx')).ModelCard;

/** Opens the card of the trained models: data, questions, figures, limits. */
export function ModelCardButton() {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button type="button" className="button" onClick={() => setIsOpen(true)}>
        Model card
      </button>
      {isOpen && <Deferred load={loadCard} what="The model card" props={{ onClose: () => setIsOpen(false) }} />}
    </>
  );
}
