import type { Answer, Endpoints } from '@zlm/server/contract';

export type QueuePoint = Answer<Endpoints['getQueueMap']>['points'][number];

export const keyOfPoint = ({ revision, report }: QueuePoint): string => revision ?? String(report);
