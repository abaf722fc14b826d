import { readFileSync } from 'node:fs';
import type { FeatureCollection, LineString, Point, Polygon } from 'geojson';

export type DivisionLevel = 'province' | 'city' | 'county' | 'township';

export interface DivisionRecord {
  /** 6 digits, 9 for a township. */
  code: string;
  name: string;
  nameEn: string;
  level: DivisionLevel;
  /** Null for the province alone. */
  parent: string | null;
  /** Seat of government in WGS 84, about 1 km; townships have none. */
  lng?: number;
  lat?: number;
  /** People in 2020, counties only. */
  population?: number;
  /** Villages and neighbourhoods, townships only. */
  villages?: number;
}

export interface TermRecord {
  code: string;
  zh: string;
  en: string;
  parent?: string;
  /** Name in the lucide icon set. */
  icon?: string;
  /** Professions only: a code of the vocabulary `degree`. */
  degree?: string;
  /** Words people search by; leaf topics only. */
  synonyms?: { zh: string[]; en: string[] };
}

export type VocabularyName =
  | 'topic'
  | 'audience'
  | 'institution_type'
  | 'format'
  | 'mode'
  | 'kind'
  | 'credit_tier'
  | 'medium'
  | 'enrol_method'
  | 'status'
  | 'price'
  | 'seats'
  | 'accessibility'
  | 'part'
  | 'course_level'
  | 'degree'
  | 'profession';

/** Terms in display order; a parent stands before its children. */
export type Vocabularies = Record<VocabularyName, TermRecord[]>;

/** WGS 84 layers without any border; lakes lie on top of land, islands in lakes are holes of the lake. */
export interface BasemapLayers {
  land: FeatureCollection<Polygon, Record<string, never>>;
  lakes: FeatureCollection<Polygon, { name?: string; nameEn?: string }>;
  /** rank 1 (main river) to 4 (stream) */
  rivers: FeatureCollection<LineString, { rank: number; canal?: true }>;
}

interface Approximate {
  approximate: true;
}
/** Own work over the survey: lakes, hills and rivers as they lie about. */
export interface GroundLayers {
  waters: FeatureCollection<Polygon, Approximate & { id: string; wetland?: true }>;
  causeways: FeatureCollection<LineString, Approximate & { name: string; name_en: string }>;
  hills: FeatureCollection<Polygon, Approximate & { name: string; level: 1 | 2 }>;
  streams: FeatureCollection<LineString, Approximate & { name: string; name_en: string; rank: number }>;
  seas: FeatureCollection<Point, Approximate & { name: string; name_en: string }>;
  riverNames: { name: string; name_en: string; at: [lng: number, lat: number] }[];
  /** Through the landmarks of these ids. */
  railways: { name: string; name_en: string; stations: string[] }[];
}
/** Where a township is about. */
export interface TownshipPosition {
  code: string;
  name: string;
  lng: number;
  lat: number;
}

/** Zhejiang, its cities, counties and townships, parents before children. */
export function loadDivisions(): DivisionRecord[] {
  return readData('divisions.json') as DivisionRecord[];
}

export function loadVocabularies(): Vocabularies {
  return readData('vocabularies.json') as Vocabularies;
}

export function loadBasemap(): BasemapLayers {
  return readData('basemap.json') as BasemapLayers;
}

export function loadGround(): GroundLayers {
  return readData('ground.json') as GroundLayers;
}

export function loadTownshipPositions(): TownshipPosition[] {
  return readData('township-positions.json') as TownshipPosition[];
}

// src/sources and dist/sources lie equally deep, so the path holds for both.
function readData(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../data/${file}`, import.meta.url), 'utf8'));
}
