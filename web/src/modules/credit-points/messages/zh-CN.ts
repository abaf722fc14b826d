export const messages = {
  services: '能办什么',
  parents: '上级受理点',
  childCount: '下设受理点',
  children: '{n} 个',
  institution: '设在',
};
