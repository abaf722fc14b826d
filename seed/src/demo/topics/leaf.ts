/** What the demo knows of a leaf topic: who comes, in which formats, what is taught, and one sentence about it. */
export interface Leaf {
  audiences: readonly string[];
  formats: readonly string[];
  subjects: readonly string[];
  blurb: string;
}

/** Audiences and formats as codes between blanks, the likeliest first. */
export function leaf(audiences: string, formats: string, subjects: string, blurb: string): Leaf {
  return { audiences: audiences.split(' '), formats: formats.split(' '), subjects: subjects.split(' '), blurb };
}
