/** Entries between ; , 、 or line breaks, in any width; without empty or repeated ones. */
export function splitList(text: string): string[] {
  const entries = text.split(/[;；,，、|\n]+/).map((entry) => entry.trim());
  return [...new Set(entries.filter((entry) => entry !== ''))];
}
