import { ApiProblem, toProblem } from '../../../api/problem.ts';

/** Keeps the answer of an address as a file named by its end. Rejects with ApiProblem. */
export async function download(path: string): Promise<void> {
  const language = { 'accept-language': document.documentElement.lang };
  const response = await fetch(path, { headers: language }).catch(() => null);
  if (!response) throw new ApiProblem({ status: 0, title: '' });
  if (!response.ok) throw await toProblem(response);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = path.slice(path.lastIndexOf('/') + 1);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
