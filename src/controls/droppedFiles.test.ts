import { expect, test } from 'vitest';
import { droppedFiles } from './droppedFiles.ts';

const fileEntry = (fullPath: string) => {
  const file = new File([], fullPath.split('/').at(-1) ?? '');
  return { isFile: true, isDirectory: false, fullPath, file: (give: (file: File) => void) => give(file) };
};
/** A folder whose reader gives a few entries at a time, as browsers do. */
const folderEntry = (fullPath: string, children: readonly object[]) => ({
  ...{ isFile: false, isDirectory: true, fullPath },
  createReader() {
    let given = 0;
    return {
      readEntries(give: (some: readonly object[]) => void) {
        give(children.slice(given, given + 2));
        given += 2;
      },
    };
  },
});
const transferOf = (entries: readonly (object | null)[], files: readonly File[] = []) =>
  ({ files, items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })) }) as unknown as DataTransfer;

test('a dropped folder gives all that lies in it, with the paths that its picker would give', async () => {
  const inner = folderEntry('/SmolLM2/onnx', [fileEntry('/SmolLM2/onnx/model.onnx')]);
  const names = ['config.json', 'tokenizer.json', 'model.safetensors'].map((name) => fileEntry(`/SmolLM2/${name}`));
  const files = await droppedFiles(transferOf([folderEntry('/SmolLM2', [...names, inner]), fileEntry('/notes.txt')]));
  expect(files.map(({ name, webkitRelativePath }) => webkitRelativePath || name)).toEqual([
    'SmolLM2/config.json',
    'SmolLM2/tokenizer.json',
    'SmolLM2/model.safetensors',
    'SmolLM2/onnx/model.onnx',
    'notes.txt',
  ]);
});

test('files that were dropped without a folder are the drop’s own, as where entries are not known', async () => {
  const files = [new File([], 'a'), new File([], 'b')];
  expect(await droppedFiles(transferOf([fileEntry('/a'), fileEntry('/b')], files))).toEqual(files);
  expect(await droppedFiles({ files, items: [{}, {}] } as unknown as DataTransfer)).toEqual(files);
});

test('a disk that was dropped is not read to its end', async () => {
  const many = Array.from({ length: 3_000 }, (_, index) => fileEntry(`/disk/${index}`));
  expect(await droppedFiles(transferOf([folderEntry('/disk', many)]))).toHaveLength(2_000);
});
