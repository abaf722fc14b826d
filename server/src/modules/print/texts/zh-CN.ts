/** What the sheet of paper says. */
export const texts = {
  title: '身边的学习清单',
  all: '浙江能学什么',
  made: '{date} 打印 · 时间均为北京时间',
  counts: '共 {total} 条，这里列出 {shown} 条。',
  left: '还有 {n} 条没有列出，完整清单见：',
  whole: '完整清单见：',
  none: '没有符合条件的内容，请放宽条件。',
  back: '修改条件',
  how: '用浏览器的「打印」把这一页打印出来（A4 纸）。',
  map: '清单中的地点',
  mapNote: '示意图，不作导航依据。数字是清单里地点的编号，同一地点同一编号。海岸、湖泊与河流：GSHHG（LGPL）',
  roughNote: '。虚线框的位置只是大约',
  phone: '电话 {phone}',
  noPhone: '电话未注明',
  noPrice: '费用未注明',
  demo: '标有「演示」的内容为演示生成，不是真实信息。',
  demoMark: '演示',
  approximate: '比例尺',
  badTitle: '条件里有不正确的内容',
};
export type PrintTexts = typeof texts;
