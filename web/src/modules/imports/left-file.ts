const LEFT = 'zlm.import-file';

/** What was chosen before a file is on its way: a browser keeps no file over a reload. */
export interface LeftFile {
  account: string;
  name: string;
  kind: string;
  institution: { id: number; name: string } | null;
  crs: string;
}
/** The file itself, as long as the app is open. */
let held: File | null = null;

export function noteFile(file: File | null, left: Omit<LeftFile, 'name'>): void {
  held = file;
  try {
    if (file) sessionStorage.setItem(LEFT, JSON.stringify({ ...left, name: file.name }));
    else sessionStorage.removeItem(LEFT);
  } catch {
    // Then nothing is said after a reload.
  }
}
/** Of the same account: what was chosen, with the file where it is still there. */
export function takeLeftFile(account: string): { left: LeftFile | null; file: File | null } {
  try {
    const left = JSON.parse(sessionStorage.getItem(LEFT) ?? 'null') as LeftFile | null;
    return left?.account === account ? { left, file: held } : { left: null, file: null };
  } catch {
    return { left: null, file: null };
  }
}
