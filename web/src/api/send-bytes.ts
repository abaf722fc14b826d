import { ApiProblem, toProblem } from './problem.ts';

interface Sending {
  type: string;
  /** The same again is one write. */
  key: string;
  signal: AbortSignal;
  /** From 0 to 1 of what has left the device. */
  onProgress: (part: number) => void;
}

/** Sends bytes; `fetch` tells nothing of what has left. Rejects with ApiProblem, or AbortError when the signal fires. */
export function sendBytes<T>(url: string, bytes: Blob, { type, key, signal, onProgress }: Sending): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    signal.addEventListener('abort', stop);
    request.open('POST', url);
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('accept-language', document.documentElement.lang);
    request.setRequestHeader('content-type', type);
    request.setRequestHeader('idempotency-key', key);
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded / Math.max(1, total));
    request.onabort = () => reject(new DOMException('', 'AbortError'));
    request.onerror = () => reject(new ApiProblem({ status: 0, title: '' }));
    request.onload = () => {
      if (request.status === 200) resolve(JSON.parse(request.responseText) as T);
      else void toProblem(new Response(request.responseText, { status: request.status })).then(reject);
    };
    request.onloadend = () => signal.removeEventListener('abort', stop);
    request.send(bytes);
  });
}
