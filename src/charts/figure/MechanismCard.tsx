import type { ReactNode } from 'react';
import { MECHANISM_NAMES, MECHANISM_SHORT } from '../../attention/sharing.ts';
import type { Mechanism } from '../../attention/types.ts';
import './mechanism-card.css';

interface MechanismCardProps {
  readonly mechanism: Mechanism;
  /** For what a place of its own asks of it. */
  readonly className?: string;
  /** The level of its title on the page. */
  readonly heading: 'h2' | 'h3';
  /** Stands beside the mechanism's name: "16 query heads → 4 KV". */
  readonly shape: string;
  /** The menu that saves what it shows. */
  readonly save: ReactNode;
  readonly children: ReactNode;
}

/** What belongs to one mechanism, under its name and its colour. */
export function MechanismCard(props: MechanismCardProps) {
  const { mechanism, className = '', heading: Heading, shape, save, children } = props;
  return (
    <section
      className={`card mechanism-card ${className}`}
      aria-label={MECHANISM_NAMES[mechanism]}
      data-mechanism={mechanism}
    >
      <header className="mechanism-card__head">
        <Heading className="mechanism-card__title">
          <b>{MECHANISM_SHORT[mechanism]}</b> <span>{shape}</span>
        </Heading>
        {save}
      </header>
      {children}
    </section>
  );
}
