import type { messages as zh } from './zh-CN.ts';

export const messages: typeof zh = {
  title: 'Supply by area',
  intro: 'How much there is to learn for every 10,000 residents, city by city and county by county.',
  within: 'Counties and districts of {name}',
  allCities: 'Back to the cities',
  topic: 'Topic',
  allTopics: 'All topics',
  table: 'Supply by division',
  division: 'Division',
  per10k: 'Per 10,000',
  count: 'Count',
  population: 'Residents',
  unknown: 'unknown',
  sum: 'Divisions {rows} + online or without one {without} = total {total}',
  download: 'Download the table (CSV)',
  failed: 'The numbers did not come.',
  legend: 'The larger a circle, the more there is per 10,000 residents; the numbers are those of the table.',
  notes: 'Notes',
  counts:
    'Counted under the present filters. What is offered at several places counts once at each; what is online counts in no division.',
  seats: 'Circles stand at the seats of government. They show no extent, and no borders are drawn.',
  census: 'Residents: approximate figures of the seventh national census of 2020, about 1 % off.',
  otherSource: 'Residents: {source} ({day}).',
  demo: 'What is marked as demo data is made up; its numbers and rates say nothing about the real world.',
};
