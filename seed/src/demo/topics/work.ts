import { leaf } from './leaf.ts';

/** Degrees, vocational skills and qualifications. */
export const workTopics = {
  'high-school-equivalency': leaf(
    'migrant-workers workers residents',
    'course-series lecture',
    '双证制成人高中语文 成人高中数学 成人高中综合文科 成人高中英语基础 双证制成人高中报读说明',
    '为没有高中文凭的成年人补齐基础课程，考核合格后按规定申请证书',
  ),
  'open-associate-degree': leaf(
    'workers migrant-workers veterans',
    'course-series lecture',
    '开放教育专科报读说明 专科计算机应用基础导学 专科入学学习方法 专科学位课程面授 专科毕业作业辅导',
    '介绍专科阶段的课程安排、选课与考核方式，现场解答学习中的困难',
  ),
  'open-bachelor-degree': leaf(
    'workers college-students veterans',
    'course-series lecture',
    '开放教育本科报读说明 本科学位英语辅导 本科毕业论文写作 本科统考复习 专升本导学',
    '围绕本科阶段的重点课程与毕业论文，讲清要求，逐步练习',
  ),
  'adult-college-entrance': leaf(
    'workers migrant-workers residents',
    'course-series lecture',
    '成人高考语文辅导 成人高考数学辅导 成人高考英语辅导 成人高考考前冲刺 成人高考报名指导',
    '按考试大纲梳理知识点，配合练习与模拟，帮助学员做好考前准备',
  ),
  'self-taught-exam': leaf(
    'workers college-students job-seekers',
    'course-series lecture',
    '自学考试公共课串讲 自考英语辅导 自考学习规划 自考专业课答疑 自考论文指导',
    '把零散的教材内容理成线索，示范怎样安排每周的自学时间',
  ),
  'postgraduate-study': leaf(
    'workers college-students',
    'lecture course-series',
    '在职研究生课程导读 学术写作入门 研究方法基础 管理研究专题 文献检索实务',
    '面向希望继续深造的在职人员，介绍研究生课程与学术写作的基本要求',
  ),
  'electrician-welding': leaf(
    'workers migrant-workers job-seekers',
    'course-series workshop',
    '低压电工作业 焊条电弧焊基础 家庭电路检修 氩弧焊实操 电工安全规范',
    '实训台上分组练习，讲清规范与防护，练好基本操作',
  ),
  'cnc-machining': leaf(
    'workers job-seekers veterans',
    'course-series workshop',
    '数控车床编程 加工中心操作 机械识图 钳工基本功 三维建模入门',
    '从识图、编程到上机加工，完成一个完整的小零件',
  ),
  'car-repair': leaf(
    'workers job-seekers veterans',
    'course-series workshop hands-on',
    '汽车保养常识 新能源汽车检修 汽车电路诊断 发动机拆装 汽车美容实务',
    '在实训车上学习检查与保养，了解常见故障怎样判断',
  ),
  'cooking-catering': leaf(
    'residents workers job-seekers women',
    'workshop course-series hands-on competition',
    '中式面点 浙菜家常 江南点心 卤味熟食 年夜饭拿手菜 农家菜开发',
    '老师示范、学员动手，做好的菜当场品尝、互相点评',
  ),
  'hair-beauty': leaf(
    'women job-seekers workers',
    'course-series workshop hands-on',
    '日常美妆 基础美发 美甲造型 皮肤护理 新娘化妆造型',
    '从工具认识到整体造型，一人一套材料，边学边练',
  ),
  'housekeeping-care': leaf(
    'women job-seekers migrant-workers',
    'course-series workshop',
    '养老护理员实务 家庭保洁技能 病患陪护 家政服务规范 收纳保洁一体化',
    '讲解服务规范与沟通礼仪，练习日常照料中的关键动作',
  ),
  'infant-care': leaf(
    'women parents job-seekers',
    'course-series workshop lecture',
    '育婴员技能 婴幼儿抚触 月子餐制作 托育机构保育 婴幼儿意外预防',
    '围绕喂养、清洁、安全与早期交流，掌握科学的照护方法',
  ),
  'warehouse-logistics': leaf(
    'workers migrant-workers job-seekers',
    'course-series workshop lecture',
    '叉车司机实操 仓储管理实务 电商打包与发货 快递安全操作 供应链入门',
    '结合仓库现场案例，学会收货、上架、盘点与安全作业',
  ),
  'accounting-tax': leaf(
    'workers women job-seekers',
    'course-series lecture',
    '初级会计实务 小微企业记账 个税申报 会计电算化 财务报表阅读',
    '用一套模拟账练到底，弄懂凭证、账簿和报表之间的关系',
  ),
  'teaching-certificate': leaf(
    'college-students job-seekers workers',
    'course-series lecture',
    '教师资格笔试 教师资格面试 幼儿教资综合素质 中学教育知识 试讲与答辩',
    '讲解考点与答题思路，安排试讲，互评改进',
  ),
  'social-work': leaf(
    'workers residents job-seekers',
    'course-series lecture workshop',
    '社会工作实务 社会工作综合能力 社区个案工作 小组工作方法 社工考前辅导',
    '从真实的社区案例出发，学习与人打交道的专业方法',
  ),
  'construction-fire-safety': leaf(
    'workers veterans job-seekers',
    'course-series lecture',
    '消防设施操作员 二级建造师法规 施工安全管理 建筑工程识图 消防控制室实务',
    '梳理考试重点，结合设施实物讲清操作步骤',
  ),
  'workplace-safety': leaf(
    'workers migrant-workers',
    'lecture course-series workshop',
    '企业安全员培训 特种作业复审 有限空间作业安全 班组安全管理 工伤预防',
    '用身边的事故案例讲风险，学会查隐患、会应急',
  ),
  'human-resources': leaf(
    'workers job-seekers',
    'lecture course-series workshop',
    '劳动合同实务 招聘与面试 薪酬设计基础 企业人力资源管理 社保政策解读',
    '围绕招聘、用工与激励，讨论企业里最常遇到的问题',
  ),
} as const;
