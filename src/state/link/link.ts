import { labelOf } from '../../attention/tokenizers/labels.ts';
import { quoted } from '../../errors/quoted.ts';
import { LINK_NOTICE, type Notice } from '../facts/notices.ts';
import { DEFAULT_SETTINGS, FIRST_VIEW, type Settings } from '../facts/settings.ts';
import type { LinkField } from './LinkField.ts';
import { readCopied } from './linkCheck.ts';
import { LINK_FIELDS } from './linkFields.ts';
import { encodeLinkText, isTooLongForLink } from './linkText.ts';

/** What a link says. */
export interface LinkReading {
  readonly settings: Settings;
  /** A sentence for each part that could not be read. */
  readonly notices: readonly Notice[];
  /** The text was too long for the link; `settings.text` is the default. */
  readonly isTextLeftOut: boolean;
  /** It was made of a page with models of the user's own, which `settings` can't have: their weights are the trained ones. */
  readonly namesOwnModels: boolean;
  /** It was copied from the page and arrived whole: the address bar may say the same in its own, readable way. */
  readonly isWholeCopy: boolean;
}

/** Stands in the place of a text that is too long. */
const LEFT_OUT = 'longtext';
const DAMAGED =
  'This link was cut or changed on its way here: the text or the settings may be others than those that were copied.';
/** A foreign link may hold hundreds of parts: a few sentences tell enough. */
const MAX_NOTICES = 4;

/**
 * The link's fragment, "#" included, "" for the first view. A text of more than 8,000 characters is left out, whole, and
 * marked as such: half a text would give another picture.
 */
export function settingsToHash(settings: Settings): string {
  if (isFirstView(settings)) return '';
  const isTextLeftOut = isTooLongForLink(settings.text);
  const parts = LINK_FIELDS.flatMap((field) => {
    if (field.key === 'text' && isTextLeftOut) return [`${LEFT_OUT}=1`];
    const value = field.write(settings);
    const byDefault = field.write({ ...settings, ...field.fallback(settings) });
    return value === byDefault ? [] : [`${field.key}=${value}`];
  });
  // A bare address is the first view, which has another text.
  return parts.length === 0 ? `#text=${encodeLinkText(settings.text)}` : `#${parts.join('&')}`;
}

function isFirstView(settings: Settings): boolean {
  return LINK_FIELDS.every((field) => field.write(settings) === field.write(FIRST_VIEW));
}

/**
 * Reads any fragment, broken or foreign: what can't be read is at its default, with a sentence. Never throws. A bare address
 * is the first view; a link without a text has the document's, as links had before the first view had its own.
 */
export function hashToSettings(hash: string): LinkReading {
  const fragment = hash.replace(/^#/, '');
  const copied = readCopied(fragment);
  const values = partsOf(copied?.plain ?? fragment);
  const isWholeCopy = copied?.isWhole ?? false;
  if (values.size === 0 && !copied)
    return { settings: FIRST_VIEW, notices: [], isTextLeftOut: false, namesOwnModels: false, isWholeCopy };
  const namesOwnModels = values.get('weights') === 'own';
  const problems: Notice[] = copied && !isWholeCopy ? [linkNotice('check', DAMAGED)] : [];
  let settings = DEFAULT_SETTINGS;
  for (const field of LINK_FIELDS) {
    const value = values.get(field.key);
    const reading = value === undefined ? undefined : field.read(value, settings);
    const patch = reading && 'patch' in reading ? reading.patch : field.fallback(settings);
    settings = { ...settings, ...patch };
    if (reading && 'problem' in reading) {
      const text = `${quote(field.key, value)} ${reading.problem}: ${using(field, settings)}.`;
      const about = Object.keys(field.fallback(settings)) as (keyof Settings)[];
      problems.push({ ...linkNotice(field.key, text), about });
    }
    values.delete(field.key);
  }
  const isTextLeftOut = values.delete(LEFT_OUT);
  if (isTextLeftOut) {
    const text = 'The text was too long for the link and is not part of it: the rest is.';
    problems.push({ ...linkNotice('text', text), about: ['text'] });
  }
  for (const [key, value] of values)
    problems.push(linkNotice(key, `${quote(key, value)} means nothing here: ignored.`));
  return { settings, notices: inBrief(problems), isTextLeftOut, namesOwnModels, isWholeCopy };
}

/** Keys and raw values of a fragment. Of a key that comes twice, the first counts. */
function partsOf(fragment: string): Map<string, string> {
  const parts = new Map<string, string>();
  for (const part of fragment.split('&')) {
    const [, key = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(part) ?? [];
    if (part !== '' && !parts.has(key)) parts.set(key, value);
  }
  return parts;
}

function linkNotice(key: string, text: string): Notice {
  return { id: `${LINK_NOTICE}${key}`, text, kind: 'warning' };
}

function quote(key: string, value: string | undefined): string {
  return quoted(value ? `${labelOf(key)}=${labelOf(value)}` : labelOf(key));
}

function using(field: LinkField, settings: Settings): string {
  const value = field.write(settings);
  return value === '' ? 'left out' : `using ${field.key === 'text' ? 'the usual text' : value}`;
}

function inBrief(notices: readonly Notice[]): readonly Notice[] {
  if (notices.length <= MAX_NOTICES) return notices;
  const more = notices.length - MAX_NOTICES;
  return [...notices.slice(0, MAX_NOTICES), linkNotice('more', `${more} more parts of the link could not be read.`)];
}
