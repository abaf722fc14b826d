export const messages = {
  intro: '全省可以学的，不受地图上条件的影响。',
  total: '共 {n} 条',
  topics: '主题',
  all: '全部主题',
  onMap: '在地图和列表里看',
  more: '显示更多',
  failed: '没有取到内容',
  failedHint: '连不上服务器，请检查网络后重试。',
};
