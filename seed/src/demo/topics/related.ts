/** Leaves one lesson can be about at once, each with those it goes with. */
const GROUPS = [
  'open-associate-degree open-bachelor-degree',
  'adult-college-entrance self-taught-exam',
  'housekeeping-care infant-care',
  'electrician-welding workplace-safety',
  'construction-fire-safety workplace-safety',
  'accounting-tax human-resources',
  'office-software applied-ai',
  'smartphone-use online-safety',
  'online-safety money-fraud-safety',
  'short-video-making livestream-selling',
  'livestream-selling farm-ecommerce',
  'fruit-vegetable-growing modern-farming',
  'tea-growing modern-farming',
  'aquaculture modern-farming',
  'livestock modern-farming',
  'homestay-business farm-ecommerce',
  'traditional-medicine nutrition',
  'nutrition chronic-disease-care',
  'rehabilitation chronic-disease-care',
  'calligraphy chinese-painting',
  'singing local-opera',
  'paper-cutting dialect-folklore',
  'celadon museum-talks',
  'bamboo-weaving dialect-folklore',
  'silk-sericulture dialect-folklore',
  'wood-stone-carving museum-talks',
  'home-organising style-grooming',
  'parenting grandparenting',
  'parenting shared-reading',
  'legal-basics consumer-rights',
  'consumer-rights money-fraud-safety',
  'waste-sorting volunteering',
  'emergency-preparedness volunteering',
  'literature history-humanities',
  'youth-science popular-science',
].map((words) => words.split(' '));

const related = new Map<string, string[]>();
for (const group of GROUPS)
  for (const code of group)
    related.set(code, [...(related.get(code) ?? []), ...group.filter((other) => other !== code)]);

const NONE: readonly string[] = [];

export const relatedTo = (topic: string): readonly string[] => related.get(topic) ?? NONE;
