import { type ReactNode, useEffect, useRef } from 'react';

interface Props {
  readonly name: string;
  readonly className: string;
  /** Escape, or a form inside whose method is `dialog`. */
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

/** A dialog over everything: the browser keeps pointer, focus and screen readers away from what is below. */
export function ModalCover({ name, className, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // Closed before it goes, so that the focus returns to where it was.
    return () => element?.close();
  }, []);
  const closed = () => {
    // The event comes late: in development React has opened the dialog a second time by then.
    if (!dialog.current?.open) onClose();
  };
  return (
    <dialog ref={dialog} className={className} aria-label={name} onClose={closed}>
      {children}
    </dialog>
  );
}
