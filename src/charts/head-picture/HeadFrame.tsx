import type { ReactNode } from 'react';
import { TokenAxes } from '../token-axes/TokenAxes.tsx';
import type { HeadPictureLayout } from './layout.ts';
import './head-frame.css';

interface Props {
  readonly layout: HeadPictureLayout;
  /** The map: as large as the box that it is put in. */
  readonly children: ReactNode;
}

/** One map with its tokens at both axes. */
export function HeadFrame({ layout, children }: Props) {
  const { left, top, side, fontSize } = layout;
  return (
    <div translate="no" className="head-frame" style={{ width: left + side, height: top + side }}>
      <svg className="head-frame__axes" aria-hidden="true" width={left + side} height={top + side} fontSize={fontSize}>
        <TokenAxes {...layout} />
      </svg>
      <div className="head-frame__map" style={{ left, top, width: side, height: side }}>
        {children}
      </div>
    </div>
  );
}
