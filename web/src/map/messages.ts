import type { MapLang } from './types.ts';

interface Messages {
  keys: string;
  schematic: string;
  about: string;
  sources: string;
  scale: string;
  tianditu: string;
  approval: string;
}

/** Texts of the map, which comes as a late chunk of its own. */
export const messages: Record<MapLang, Messages> = {
  'zh-CN': {
    keys: '地图：方向键移动，加减键缩放，回车打开中心位置的内容',
    schematic: '示意图',
    about: '地图从哪里来',
    sources: '岸线水系 GSHHG，地名与湖山位置约略',
    scale: '比例尺',
    tianditu: '天地图',
    approval: '审图号',
  },
  en: {
    keys: 'Map: arrow keys move, plus and minus zoom, Enter opens what is in the middle',
    schematic: 'Schematic',
    about: 'Where the map comes from',
    sources: 'Shores: GSHHG; names, lakes and hills approximate',
    scale: 'Scale',
    tianditu: 'Tianditu',
    approval: 'Map approval number',
  },
};
