export const messages = {
  rows: '共 {total} 条，显示 {shown} 条',
  rowsChosen: '共 {total} 条，显示 {shown} 条，已选 {chosen} 条',
  choose: '选择「{name}」',
  chooseAll: '选择显示的全部',
  diffNone: '没有改动',
  diffCount: '改了 {n} 项',
  diff: { changed: '有改动', removed: '删去了', added: '新填写' },
  diffRemoved: '删去：',
  diffAdded: '新增：',
  diffEnd: '；',
};
