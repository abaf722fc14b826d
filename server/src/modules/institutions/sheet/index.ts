import type { OrganiserSheet, SheetVocabularies } from '../../../intake/sheet/sheet.ts';
import { columns } from './columns.ts';
import { mentionInstitution } from './mention.ts';
import { linkParents } from './parents.ts';
import { readInstitution } from './read.ts';
import { institutionForm } from './to-body.ts';

export const createSheet = (vocabularies: SheetVocabularies): OrganiserSheet<'institutions'> => ({
  name: 'institutions',
  kind: 'institution',
  table: 'institutions',
  partTables: ['institution_places', 'institution_parents'],
  columns: columns(vocabularies),
  read: readInstitution,
  form: institutionForm,
  owned: `name type aliases level division description phone website audiences topics opened_on
    closed_on`.split(/\s+/),
  synonyms: {
    institution_type: {
      'county-open-university': ['区级开放大学'],
      'township-school': ['社区学校', '乡镇社区学校', '街道社区学校', '乡镇成人学校', '成校', '成人文化技术学校'],
      'village-point': ['学习点', '社区学习点'],
      'senior-university': ['老年学校', '老年电视大学'],
      'cultural-centre': ['文化馆', '文化站'],
      museum: ['纪念馆'],
      'youth-women-centre': ['青少年活动中心', '少年宫', '妇女活动中心', '青少年宫'],
      'vocational-college': ['职业学院', '职业学校', '高职', '技工学校', '技师学院'],
      'continuing-education-college': ['高校', '大学', '继续教育学院'],
      'training-provider': ['培训机构', '培训学校', '其他'],
    },
  },
  linkParents,
  mention: mentionInstitution,
});
