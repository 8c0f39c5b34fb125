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
  readonly shape: ReactNode;
  /** What its letters stand for, where nothing else in the card says so, beside the title; left out where there is no room. */
  readonly fullName?: string | undefined;
  /** What to mind about it, in two or three words, beside the title. */
  readonly remark?: string | undefined;
  /** What comes of it, at the end of the title's line. */
  readonly outcome?: ReactNode;
  /** The menu that saves what it shows, beside the title. */
  readonly save?: ReactNode;
  /** What stands below the title, and stays in sight with it while the rest scrolls. */
  readonly head?: ReactNode;
  readonly children: ReactNode;
}

/** What belongs to one mechanism, under its name and its colour. */
export function MechanismCard(props: MechanismCardProps) {
  const { mechanism, className = '', heading: Heading, shape, fullName, remark, outcome, save, head, children } = props;
  return (
    <section
      className={`card mechanism-card ${className}`}
      aria-label={MECHANISM_NAMES[mechanism]}
      data-mechanism={mechanism}
    >
      <header className="mechanism-card__top" data-sticky={head !== undefined}>
        <div className="mechanism-card__head">
          <Heading className="mechanism-card__title">
            <b title={MECHANISM_NAMES[mechanism]}>{MECHANISM_SHORT[mechanism]}</b> <span>{shape}</span>
          </Heading>
          {fullName && !remark && <span className="mechanism-card__name">{fullName}</span>}
          {remark && <strong className="mechanism-card__remark">{remark}</strong>}
          {outcome}
          {save}
        </div>
        {head}
      </header>
      {children}
    </section>
  );
}
