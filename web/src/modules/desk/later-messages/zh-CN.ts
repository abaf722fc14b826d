export const messages = {
  title: '工作台',
  intro: '您的工作身份，以及能办的事。',
  roles: '我的工作身份',
  everywhere: '全省',
  topics: '只限 {topics}',
  untilDay: '到 {day}',
  forever: '长期',
  noPages: '这个身份目前没有需要在这里办的事。',
};
