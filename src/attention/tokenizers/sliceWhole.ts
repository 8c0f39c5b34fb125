/** `text.slice(start, end)`, one code unit shorter where `end` would tear a surrogate pair apart. */
export function sliceWhole(text: string, start: number, end: number): string {
  const tears = isBetween(text.charCodeAt(end - 1), 0xd800, 0xdbff) && isBetween(text.charCodeAt(end), 0xdc00, 0xdfff);
  return text.slice(start, tears ? end - 1 : end);
}

function isBetween(code: number, first: number, last: number): boolean {
  return code >= first && code <= last;
}
