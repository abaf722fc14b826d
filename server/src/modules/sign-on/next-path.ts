/** A path of this site and nothing that a browser could read as another: as it was given, or null. */
export function readNext(text: string): string | null {
  const isPath = /^\/(?![/\\])[^\\\p{Cc}\p{Cs}]*$/u.test(text);
  if (!isPath || !URL.canParse(text, 'https://here.invalid')) return null;
  const url = new URL(text, 'https://here.invalid');
  // `/./` and `/../` begin with a slash and end elsewhere.
  return url.origin === 'https://here.invalid' && !url.pathname.startsWith('//') ? url.pathname + url.search : null;
}
