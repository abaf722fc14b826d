import type { Module } from '../../module.ts';
import { mapRoutes, mapTiles } from './routes.ts';
import { LearningMap } from './service.ts';
import { LearningTiles } from './tiles.ts';

export const map: Module = {
  name: 'map',
  serve: ({ database, live, origin }) => {
    const learningMap = new LearningMap(live);
    return { routes: mapRoutes(learningMap, { database, origin }), tiles: [mapTiles(new LearningTiles(learningMap))] };
  },
};
