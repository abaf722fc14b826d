import { toUrl } from '../../api/call.ts';
import { ApiProblem, toProblem } from '../../api/problem.ts';

const LONGEST_END = 2_000;

/** Asks for a file and lets the browser keep it, if it ends as it should. Rejects with ApiProblem. */
export async function saveFile(
  path: string,
  query: Record<string, string | undefined>,
  { name, isWhole }: { name: string; isWhole: RegExp },
): Promise<void> {
  const headers = { 'accept-language': document.documentElement.lang };
  const cutOff = () => {
    throw new ApiProblem({ status: 0, title: '' });
  };
  const response = await fetch(toUrl(path, {}, query), { headers }).catch(cutOff);
  if (!response.ok) throw await toProblem(response);
  const file = await response.blob().catch(cutOff);
  if (!isWhole.test(await file.slice(-LONGEST_END).text())) cutOff();
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Some browsers read it after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
