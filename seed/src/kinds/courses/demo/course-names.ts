/** Courses of the academic professions, by profession code without its degree. */
const NAMES: Record<string, string> = {
  adult: '高中语文 高中数学 高中英语 思想政治 现代科技基础 计算机应用',
  administration: '行政管理学 公共政策概论 办公室管理 公文写作 政府经济学 管理心理学 电子政务 社会调查方法',
  accounting: '基础会计 中级财务会计 成本会计 财务管理 税务会计 审计学 会计信息系统 经济法 管理会计',
  ecommerce: '电子商务概论 网络营销 网店运营 商品拍摄 客户服务管理 直播电商实务 物流与供应链',
  preschool: '学前儿童发展心理学 幼儿园课程概论 学前儿童语言教育 幼儿园游戏 学前卫生学 幼儿美术',
  business: '管理学基础 市场营销 人力资源管理 企业战略管理 生产与运作管理 个人与团队管理 小企业管理 组织行为学',
  logistics: '物流学概论 仓储与配送管理 运输管理 采购管理 物流信息技术 供应链管理',
  mechatronics: '机械制图 电工电子技术 可编程控制器应用 液压与气压传动 机电控制基础 传感器与检测',
  construction: '建筑材料 建筑制图 建筑施工技术 工程测量 建筑结构 工程造价基础',
  software: '程序设计基础 数据库应用 网页设计 数据结构 软件测试 移动应用开发',
  tourism: '旅游学概论 导游业务 酒店服务管理 旅游政策法规 浙江旅游地理 旅游心理学',
  horticulture: '园艺植物栽培 果树栽培 蔬菜栽培 植物保护 花卉学 土壤与肥料',
  'elder-care': '老年服务概论 老年心理与沟通 老年护理 康乐活动策划 养老机构管理 营养与膳食',
  'social-work': '社会工作概论 社区治理 个案工作 小组工作 社区工作 社会政策',
  law: '法理学 宪法学 民法学 刑法学 行政法学 合同法 劳动法 民事诉讼法 知识产权法',
  finance: '金融学 商业银行经营管理 证券投资分析 国际金融 保险学 公司金融',
  chinese: '中国古代文学 中国现代文学 古代汉语 现代汉语 文学概论 外国文学 写作',
  english: '综合英语 英语阅读 英语听力 英语写作 翻译基础 语言学概论',
  computing: '离散数学 操作系统 计算机网络 计算机组成原理 数据库系统 人工智能导论 软件工程',
  'civil-engineering': '工程力学 混凝土结构 土力学与基础 钢结构 工程项目管理 房屋建筑学',
  mechanical: '机械原理 机械设计 机械制造基础 工程材料 数控技术 互换性与技术测量',
  nursing: '护理学基础 内科护理学 外科护理学 社区护理学 护理管理学 健康评估',
  education: '教育管理研究 课程与教学论 教育统计 教育政策分析 学校领导力',
};
const SHARED = '思想道德与法治 大学英语 计算机应用基础 人文社会科学基础 学习指南 毕业设计 形势与政策 经济数学基础';

/** What a profession teaches; courses that every profession has come last. */
export function courseNamesOf(profession: string): string[] {
  const own = NAMES[profession.replace(/-(associate|bachelor|postgraduate|secondary)$/, '')];
  if (!own) throw new Error(`the demo has no courses for the profession ${profession}`);
  return [...own.split(' '), ...SHARED.split(' ')];
}
