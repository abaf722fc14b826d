import type { Problem } from '@zlm/server/contract';

type Stated = Pick<Problem, 'status' | 'title'> & Partial<Problem>;

/** An RFC 9457 answer; status 0 when the server was not reached. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly problem: Stated;
  /** Seconds the server asks to wait, null when it does not say. */
  readonly retryAfter: number | null;

  constructor(problem: Stated, retryAfter: number | null = null) {
    super(problem.title);
    this.status = problem.status;
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  /** The server is still starting. */
  get isPreparing(): boolean {
    return this.status === 503;
  }
  get isMissing(): boolean {
    return this.status === 404 || this.status === 410;
  }
}

export async function toProblem(response: Response): Promise<ApiProblem> {
  const seconds = Number(response.headers.get('retry-after') ?? NaN);
  const body: unknown = await response.json().catch(() => null);
  const stated = isProblem(body) ? body : { title: '' };
  return new ApiProblem({ ...stated, status: response.status }, Number.isFinite(seconds) ? seconds : null);
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && typeof (body as Problem).title === 'string';
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
