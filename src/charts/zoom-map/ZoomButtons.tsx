import { ZOOM_STEP } from './view/keys.ts';

interface ZoomButtonsProps {
  readonly onZoom: (factor: number) => void;
  readonly onWhole: () => void;
  readonly onGoToCell: () => void;
}

/** Buttons that do what the wheel and the keys do, for those who have neither at hand. */
export function ZoomButtons({ onZoom, onWhole, onGoToCell }: ZoomButtonsProps) {
  const buttons = [
    { label: '+', name: 'Zoom in', title: 'Zoom in (+)', act: () => onZoom(ZOOM_STEP) },
    { label: '−', name: 'Zoom out', title: 'Zoom out (−)', act: () => onZoom(1 / ZOOM_STEP) },
    { label: 'Whole map', name: 'Whole map', title: 'Show the whole map (0)', act: onWhole },
    { label: 'Go to cell', name: 'Go to cell', title: 'Zoom in on the selected cell', act: onGoToCell },
  ];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls
    <div className="zoom-map__buttons" role="group" aria-label="Zoom">
      {buttons.map(({ label, name, title, act }) => (
        <button key={name} type="button" className="button" aria-label={name} title={title} onClick={act}>
          {label}
        </button>
      ))}
    </div>
  );
}
