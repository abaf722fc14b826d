import { toUrl } from '../../api/call.ts';
import { ApiProblem, toProblem } from '../../api/problem.ts';

/** Asks for a file and lets the browser keep it. Rejects with ApiProblem. */
export async function saveFile(path: string, query: Record<string, string | undefined>, name: string): Promise<void> {
  const headers = { 'accept-language': document.documentElement.lang };
  const response = await fetch(toUrl(path, {}, query), { headers }).catch(() => {
    throw new ApiProblem({ status: 0, title: '' });
  });
  if (!response.ok) throw await toProblem(response);
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Some browsers read it after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
