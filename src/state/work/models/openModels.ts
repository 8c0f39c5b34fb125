import type { ModelSet } from '../../../attention/trained/trainedModel.ts';
import { quoted } from '../../../errors/quoted.ts';
import { sentenceOf } from '../../../errors/sentence.ts';
import type { AppActions } from '../../facts/appState.ts';

const NOTICE_ID = 'open models';

/** Files opened so far: a large one may be read only after a small one that was opened later. */
let opened = 0;

/** Rejects with a sentence if the file holds no models. */
export type ReadModels = (file: Blob) => Promise<ModelSet>;

/**
 * Makes the models in `files` the user's own and shows them. If there is not one file, or it holds none, a notice says
 * which and why, and nothing else changes. A file that was opened while another was read is the one that counts. Never
 * rejects.
 */
export async function openModels(
  files: readonly File[],
  read: ReadModels,
  actions: Pick<AppActions, 'showOwnModels' | 'notify' | 'dismiss'>,
): Promise<void> {
  const [file, ...others] = files;
  if (!file) return;
  const refuse = (text: string) => actions.notify({ id: NOTICE_ID, kind: 'error', text });
  if (others.length > 0) return refuse(`${files.length} files at once: open one file, which holds all three models.`);
  const number = ++opened;
  try {
    const set = await read(file);
    if (number !== opened) return;
    actions.dismiss(NOTICE_ID);
    actions.showOwnModels(set);
  } catch (error) {
    if (number === opened)
      refuse(`“${quoted(file.name)}” was not opened, and nothing has changed. ${sentenceOf(error)}`);
  }
}
