import { modelFolder, privateFiles, readContents, removeModelFolder } from './modelFolder.ts';

/** A model that this browser keeps for the page. */
export interface RememberedModel {
  readonly name: string;
  /** Under the names that they had; their bytes stay on disk until they are read. */
  readonly files: readonly File[];
  /** Size of all files. */
  readonly bytes: number;
}

/** Returns the model that was stored; null if none was, if its copy was cut off, and if this browser keeps no files. */
export async function rememberedModel(): Promise<RememberedModel | null> {
  const storage = await privateFiles();
  const home = storage && (await modelFolder(storage, { create: false }));
  const contents = home && (await readContents(home));
  if (!contents) return null;
  try {
    const folder = await home.getDirectoryHandle(contents.folder);
    const files: File[] = [];
    for (const [place, { name, bytes }] of contents.files.entries()) {
      const stored = await (await folder.getFileHandle(`${place}`)).getFile();
      if (stored.size !== bytes) return null;
      files.push(new File([stored], name));
    }
    return { name: contents.name, files, bytes: contents.files.reduce((sum, file) => sum + file.bytes, 0) };
  } catch {
    // Somebody, or the browser itself, removed a part of it.
    return null;
  }
}

/** Removes the stored model, if there is one, and everything that a copy left which was cut off. */
export async function forgetModel(): Promise<void> {
  const storage = await privateFiles();
  if (storage) await removeModelFolder(storage);
}
