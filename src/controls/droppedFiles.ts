/** Files of a drop beyond which a folder is no model's: someone dropped a whole disk. */
const MOST_FILES = 2_000;

/**
 * Returns the files that were dropped, those in dropped folders as well, each with the path that a folder's picker would give it.
 * Call it before anything is waited for: a drop is gone after its event.
 */
export async function droppedFiles({ items, files }: DataTransfer): Promise<File[]> {
  const all = [...files];
  const entries = [...items].map((item) => item.webkitGetAsEntry?.() ?? null);
  if (!entries.some((entry) => entry?.isDirectory)) return all;
  const found: File[] = [];
  for (const entry of entries) if (entry) await collect(entry, found);
  return found;
}

/** Returns the same file, which says that it lay in a folder as one of a folder's picker does. */
export function withFolder(file: File, folder: string): File {
  return Object.defineProperty(file, 'webkitRelativePath', { value: `${folder}/${file.name}`, configurable: true });
}

async function collect(entry: FileSystemEntry, found: File[]): Promise<void> {
  if (found.length >= MOST_FILES) return;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    const path = entry.fullPath.replace(/^\//, '');
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    found.push(folder === '' ? file : withFolder(file, folder));
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A reader gives a hundred entries at a time, and none at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return;
    for (const each of some) await collect(each, found);
  }
}
