import { useEffect, useState } from 'react';
import { droppedFiles } from '../controls/droppedFiles.ts';
import { useActions } from '../state/shown/hooks/useAppState.tsx';
import './model-drop.css';

/**
 * Takes files that are dropped anywhere on the page, and says so while one is over it. Text that is dragged goes where it
 * always went.
 */
export function ModelDrop() {
  const { openModels } = useActions();
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      // Without it the browser would leave the page and show the file.
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      // Leaving an element for another one inside the page is no leaving.
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      if (event.dataTransfer) void droppedFiles(event.dataTransfer).then(openModels);
    };
    document.addEventListener('dragover', over);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragover', over);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
    };
  }, [openModels]);
  return isOver ? (
    <p className="model-drop">
      Drop models that were trained here, recordings of a model’s attention, or a model’s own files or folder.
    </p>
  ) : null;
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}
