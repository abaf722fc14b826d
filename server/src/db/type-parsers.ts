import pg from 'pg';

const INT8 = 20;
const DATE = 1082;
const DATE_ARRAY = 1182;
const text = (value: string) => value;
const textArray = (value: string) => (value === '{}' ? [] : value.slice(1, -1).split(','));

/** bigint as number (ids are below 2^53), dates as text: a Date of a day would depend on the zone of the process. */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary'): unknown => {
    if (format !== 'binary') {
      if (oid === INT8) return Number;
      if (oid === DATE) return text;
      if (oid === DATE_ARRAY) return textArray;
    }
    return pg.types.getTypeParser(oid, format);
  }) as pg.CustomTypesConfig['getTypeParser'],
};
