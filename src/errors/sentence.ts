import { quoted } from './quoted.ts';

/** More characters than any sentence of this app has. */
const MOST_OWN = 1_000;

/** An error with a clause of this app, the end of a sentence that somebody else begins. Its name tells other threads, too. */
export class Clause extends Error {
  override readonly name = 'Clause';
}

/** Returns what to tell the user about something caught: an `Error` of this app carries a sentence. */
export function sentenceOf(error: unknown): string {
  return ownSentence(error)?.replace(/\.\.$/, '.') ?? `Something went wrong: ${reasonIn(error)}.`;
}

/** Returns what was caught as the end of a sentence that has begun, without what ends one: "… could not be saved: {reason}." */
export function reasonIn(error: unknown): string {
  const isOwn = textIn(error, 'name') === 'Clause';
  const reason = ownSentence(error) ?? (isOwn ? textIn(error, 'message') : quoted(foreignReason(error).trim()));
  return reason.replace(/[\s.!?…。]+$/, '') || 'no reason was given';
}

/** How a sentence of this app begins: as any does, or with the name of a model's file. */
const OWN_START = /^([\p{Lu}\p{N}"“]|[\w.-]+\.(json|safetensors)\b)/u;

/** A browser's or a library's own message is not a sentence of ours. */
function ownSentence(error: unknown): string | undefined {
  const message = textIn(error, 'message');
  return message.length < MOST_OWN && OWN_START.test(message) && /[.!?]$/.test(message) ? message : undefined;
}

function foreignReason(error: unknown): string {
  return typeof error === 'object' ? textIn(error, 'message') || textIn(error, 'name') : String(error);
}

/** Not `instanceof Error`: what another thread or frame threw is none of this one's. */
function textIn(error: unknown, key: 'message' | 'name'): string {
  const text = (error as Partial<Error> | null | undefined)?.[key];
  return typeof text === 'string' ? text : '';
}

/** Returns a foreign text, like the title of a file, as the end of a sentence: with a full stop, if it does not end one itself. */
export function withStop(text: string): string {
  return /[.!?…。！？؟۔।]["”’»)\]]*$/.test(text) ? text : `${text}.`;
}
