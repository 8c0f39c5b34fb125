import { quoted } from '../errors/quoted.ts';
import { openTensorFile, type TensorFile } from './tensorFile.ts';

/** Reads the headers of files that are then read as one. Rejects with a sentence if two have a tensor of the same name. */
export async function openTensorFiles(files: readonly Blob[]): Promise<TensorFile> {
  const opened: TensorFile[] = [];
  for (const file of files) opened.push(await openTensorFile(file));
  const homes = new Map<string, TensorFile>();
  for (const file of opened)
    for (const name of file.names) {
      if (homes.has(name)) throw new Error(`Two of these files have a tensor “${quoted(name)}”.`);
      homes.set(name, file);
    }
  return {
    metadata: opened[0]?.metadata ?? {},
    names: [...homes.keys()],
    shapeOf: (name) => homes.get(name)?.shapeOf(name) ?? null,
    typeOf: (name) => homes.get(name)?.typeOf(name) ?? null,
    async read(name, rows, into) {
      const home = homes.get(name);
      if (!home) throw new Error(`The tensor “${quoted(name)}” is not in the files.`);
      return home.read(name, rows, into);
    },
  };
}
