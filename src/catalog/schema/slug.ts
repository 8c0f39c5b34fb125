/**
 * Returns a name as it stands in a link: small letters and digits, with hyphens between: "Llama-3.1 8B" is "llama-3-1-8b". A plus
 * sign is a word of its own, so that "Command R+" is not "Command R".
 */
export function slugOf(name: string): string {
  return plainLetters(name)
    .replaceAll('+', ' plus ')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

/** Returns a text in small letters without accents. */
export function plainLetters(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
