import type { Answer, Endpoints } from '@zlm/server/contract';
import type { PointGroup } from '../../map/point-groups.ts';

export type QueuePoint = Answer<Endpoints['getQueueMap']>['points'][number];
/** What waits at one spot, the oldest first. */
export type QueueSpotGroup = PointGroup<QueuePoint>;

export const keyOfPoint = ({ revision, report }: QueuePoint): string => revision ?? String(report);
