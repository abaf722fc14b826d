/** Own work, approximate (about 2 km): seats of counties and towns around the province, which keep demo places out of them. */
const NEIGHBOURS: readonly [number, number][] = [
  [121.34, 30.74], // 金山
  [121.15, 31.15], // 青浦
  [120.64, 31.16], // 吴江
  [119.82, 31.36], // 宜兴
  [119.42, 30.89], // 广德
  [118.98, 30.63], // 宁国
  [118.6, 30.07], // 绩溪
  [118.44, 29.86], // 歙县
  [118.31, 29.71], // 屯溪
  [118.19, 29.78], // 休宁
  [117.86, 29.25], // 婺源
  [117.58, 28.95], // 德兴
  [118.25, 28.68], // 玉山
  [118.19, 28.43], // 广丰
  [118.54, 27.92], // 浦城
  [118.79, 27.53], // 松溪
  [118.86, 27.37], // 政和
  [119.5, 27.46], // 寿宁
  [119.9, 27.24], // 柘荣
  [120.22, 27.33], // 福鼎
  [119.1, 27.33], // 锦屏
  [120.27, 31.11], // 西山
  [120.4, 31.07], // 东山
  [120.51, 30.92], // 震泽
  [120.65, 30.91], // 盛泽
  [120.83, 31.03], // 芦墟
  [121.01, 30.89], // 枫泾
];

export interface Seat {
  code: string;
  lng: number;
  lat: number;
}

/** Answers the code of the nearest seat on the sphere, null where a seat outside the province is nearer. */
export function createSeats(seats: readonly Seat[]): (lng: number, lat: number) => string | null {
  const vectors = new Float64Array((seats.length + NEIGHBOURS.length) * 3);
  [...seats.map(({ lng, lat }) => [lng, lat] as const), ...NEIGHBOURS].forEach(([lng, lat], at) => {
    vectors.set(toVector(lng, lat), at * 3);
  });
  return (lng, lat) => {
    const [x, y, z] = toVector(lng, lat);
    let best = -1;
    let nearest = -2;
    for (let at = 0; at < vectors.length; at += 3) {
      const cosine = vectors[at]! * x + vectors[at + 1]! * y + vectors[at + 2]! * z;
      if (cosine <= nearest) continue;
      nearest = cosine;
      best = at / 3;
    }
    return seats[best]?.code ?? null;
  };
}

function toVector(lng: number, lat: number): [number, number, number] {
  const lambda = (lng * Math.PI) / 180;
  const phi = (lat * Math.PI) / 180;
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
}
