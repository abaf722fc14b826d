export const messages = {
  title: '15 分钟学习圈',
  intro: '从一个地方出发，步行能到的学习内容。',
  minutes: '步行时间',
  choice: '{n} 分钟',
  needsOrigin: '先选一个出发地。',
  total: '{minutes} 分钟内有 {n} 条',
  show: '查看这 {n} 条',
  none: '这个范围内没有符合条件的内容，可以把时间放宽，或换一个出发地。',
  byKind: '按类别',
  failed: '没有取到结果。',
  method: '怎样估算',
  detour:
    '没有路网数据，按直线距离估算：每分钟走 {speed} 米，路程约为直线的 {factor} 倍，所以画成半径 {distance}的圆。河流、围墙和坡道都没有算进去。',
  network:
    '按路网步行时间计算，从出发地和到达处走到路上的一段按每分钟 {speed} 米计。绕过河流等障碍才能到的地方没有算进去。',
  routerDown: '路网服务暂时没有应答，先按直线距离估算。',
  rounded: '出发地取到约 100 米；年长者和带孩子的人会走得慢一些。',
};
