/** The folder of this page's private files that holds one model, and nothing else. */
const FOLDER = 'own-model';
/** The file that says what a whole copy consists of; written last, so that a copy that was cut off has none. */
export const CONTENTS = 'model.json';

/** One file of a copy: its name where it came from, and its size. */
export interface StoredFile {
  readonly name: string;
  readonly bytes: number;
}

/** A copy that is whole. */
export interface Contents {
  readonly name: string;
  /** The folder with the files, which are called by their places in `files`: any name can be a user's. */
  readonly folder: string;
  readonly files: readonly StoredFile[];
}

/** Returns the private files of this page; null if the browser keeps none, as in a private window. */
export async function privateFiles(): Promise<FileSystemDirectoryHandle | null> {
  const storage: Partial<StorageManager> | undefined = globalThis.navigator?.storage;
  if (!storage?.getDirectory) return null;
  return storage.getDirectory().catch(() => null);
}

/** Returns the model's folder; null if there is none, and it is not to be made. */
export async function modelFolder(
  files: FileSystemDirectoryHandle,
  { create }: { readonly create: boolean },
): Promise<FileSystemDirectoryHandle | null> {
  if (create) return files.getDirectoryHandle(FOLDER, { create });
  return files.getDirectoryHandle(FOLDER).catch(() => null);
}

/** Removes the model and all copies that were cut off. */
export async function removeModelFolder(files: FileSystemDirectoryHandle): Promise<void> {
  if (await modelFolder(files, { create: false })) await files.removeEntry(FOLDER, { recursive: true });
}

/** Returns what the folder holds, if a copy in it is whole. */
export async function readContents(folder: FileSystemDirectoryHandle): Promise<Contents | null> {
  try {
    const file = await (await folder.getFileHandle(CONTENTS)).getFile();
    const contents: unknown = JSON.parse(await file.text());
    return isContents(contents) ? contents : null;
  } catch {
    return null;
  }
}

function isContents(value: unknown): value is Contents {
  const { name, folder, files } = (value ?? {}) as Partial<Contents>;
  return (
    typeof name === 'string' &&
    typeof folder === 'string' &&
    Array.isArray(files) &&
    files.every((file) => typeof file?.name === 'string' && Number.isSafeInteger(file?.bytes))
  );
}
