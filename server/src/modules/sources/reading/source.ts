import type { PinKind } from '../../../contract/form.ts';
import type { SourceFormat, SourceRule, SourceState } from '../../../contract/source-states.ts';
import type { Crs } from '../../../formats/crs.ts';

/** A row of `sources`, as a run needs it. */
export interface SourceToRead {
  id: string;
  kind: PinKind;
  format: SourceFormat;
  url: string;
  area: string;
  area_name: string;
  crs: Crs;
  every_minutes: number;
  state: SourceState;
  rule: SourceRule;
  cursor: string | null;
  epoch: number;
  is_whole: boolean;
  may_remove: boolean;
  institution: string;
}
/** Under which its things stand. */
export const systemOf = ({ id }: Pick<SourceToRead, 'id'>) => `source:${id}`;
