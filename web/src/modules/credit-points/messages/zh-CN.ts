export const messages = {
  services: '能办什么',
  parents: '上级受理点',
  institution: '设在',
};
