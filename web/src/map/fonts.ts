// The first name is no family: MapLibre reads only the weight from it.
const FAMILIES = [
  'PingFang SC',
  'HarmonyOS Sans SC',
  'MiSans',
  'Microsoft YaHei UI',
  'Noto Sans CJK SC',
  'Source Han Sans SC',
  'system-ui',
  'sans-serif',
];
export const REGULAR = ['Map Regular', ...FAMILIES];
export const MEDIUM = ['Map Medium', ...FAMILIES];
export const BOLD = ['Map Bold', ...FAMILIES];
