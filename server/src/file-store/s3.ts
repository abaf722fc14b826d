import { createHash } from 'node:crypto';
import { AwsV4Signer } from 'aws4fetch';
import { createOutbound, type OutboundAnswer, type OutboundRequest } from '../outbound/outbound.ts';
import { checkName, StoreAway, type FileStore } from './port.ts';

const MOST_BYTES = 10_000_000;

export interface S3Settings {
  /** Origin of a server that speaks S3. */
  endpoint: string;
  bucket: string;
  region: string;
  accessKey: string;
  secretKey: string;
}

/** A bucket, addressed by path as every server that speaks S3 takes it; requests are signed with what they carry. */
export function openS3({ endpoint, bucket, region, accessKey, secretKey }: S3Settings): FileStore {
  const fetchOut = createOutbound({ trusted: endpoint, mostBytes: MOST_BYTES });

  async function ask(
    method: 'GET' | 'PUT' | 'DELETE',
    name: string,
    { bytes, well }: { bytes?: Uint8Array; well: readonly number[] },
  ): Promise<OutboundAnswer> {
    const signer = new AwsV4Signer({
      method,
      url: `${endpoint}/${bucket}/${checkName(name)}`,
      headers: {
        'x-amz-content-sha256': createHash('sha256')
          .update(bytes ?? '')
          .digest('hex'),
      },
      ...{ accessKeyId: accessKey, secretAccessKey: secretKey, service: 's3', region },
    });
    const { url, headers } = await signer.sign();
    const request: OutboundRequest = { method, headers: Object.fromEntries(headers), body: bytes };
    const answer = await fetchOut(url.href, request).catch((cause: unknown) => {
      throw new StoreAway('the file store does not answer', { cause });
    });
    if (!well.includes(answer.status)) throw new StoreAway(`the file store answered ${answer.status}`);
    return answer;
  }

  return {
    put: async (name, bytes) => void (await ask('PUT', name, { bytes, well: [200, 201, 204] })),
    async open(name) {
      const { status, body } = await ask('GET', name, { well: [200, 404] });
      return status === 404 ? null : body;
    },
    remove: async (name) => void (await ask('DELETE', name, { well: [200, 204, 404] })),
  };
}
