/** What stands in brackets, and the text without it. */
export function takeRemarks(text: string): { rest: string; remarks: string[] } {
  const remarks: string[] = [];
  const rest = text.replace(/[([【〔]([^()[\]【】〔〕]*)[)\]】〕]/gu, (_all, inner: string) => {
    if (inner.trim() !== '') remarks.push(inner.trim());
    return ' ';
  });
  return { rest: rest.trim(), remarks };
}
