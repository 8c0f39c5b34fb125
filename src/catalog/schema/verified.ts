/** True when somebody looked up a field of an entry. A part of a field ("denseTflops.fp8") is as sure as the whole at most. */
export function isVerified(entry: { readonly unverifiedFields: readonly string[] }, field: string): boolean {
  const [whole = field] = field.split('.');
  return !entry.unverifiedFields.includes(field) && !entry.unverifiedFields.includes(whole);
}
