/** Units per side of a tile. */
export const EXTENT = 4096;

// Wire keys of the Mapbox Vector Tile specification 2.1 (field << 3 | wire type).
const TILE_LAYER = 0x1a;
const LAYER_NAME = 0x0a;
const LAYER_FEATURE = 0x12;
const LAYER_KEY = 0x1a;
const LAYER_VALUE = 0x22;
const LAYER_EXTENT = 0x28;
const LAYER_VERSION = 0x78;
const FEATURE_ID = 0x08;
const FEATURE_TAGS = 0x12;
const FEATURE_TYPE = 0x18;
const FEATURE_GEOMETRY = 0x22;
const VALUE_STRING = 0x0a;
const VALUE_DOUBLE = 0x19;
const VALUE_UINT = 0x28;
const POINT = 1;
const MOVE_TO = 9;

const utf8 = new TextEncoder();

type Value = { type: 'string'; value: string } | { type: 'uint' | 'double'; value: number };

/** Writes point features of a vector tile into one growing buffer, used again for the next tile. */
export class TileWriter {
  #bytes = new Uint8Array(1 << 16);
  #view = new DataView(this.#bytes.buffer);
  #at = 0;
  #layerAt = 0;
  #featureAt = 0;
  #tagsAt = 0;
  #position: [number, number] = [0, 0];
  readonly #keys = new Map<string, number>();
  readonly #values: Value[] = [];
  readonly #strings = new Map<string, number>();
  readonly #uints = new Map<number, number>();
  readonly #doubles = new Map<number, number>();

  start(): void {
    this.#at = 0;
  }

  openLayer(name: string): void {
    for (const table of [this.#keys, this.#strings, this.#uints, this.#doubles]) table.clear();
    this.#values.length = 0;
    this.#byte(TILE_LAYER);
    this.#layerAt = this.#open();
    this.#byte(LAYER_VERSION);
    this.#byte(2);
    this.#text(LAYER_NAME, name);
  }

  closeLayer(): void {
    for (const key of this.#keys.keys()) this.#text(LAYER_KEY, key);
    for (const value of this.#values) this.#writeValue(value);
    this.#byte(LAYER_EXTENT);
    this.#varint(EXTENT);
    this.#close(this.#layerAt);
  }

  /** Starts a point in tile units; properties follow, then `closeFeature`. A null id is left out. */
  openFeature(id: number | null, x: number, y: number): void {
    this.#byte(LAYER_FEATURE);
    this.#featureAt = this.#open();
    if (id !== null) {
      this.#byte(FEATURE_ID);
      this.#varint(id);
    }
    this.#position = [x, y];
    this.#byte(FEATURE_TAGS);
    this.#tagsAt = this.#open();
  }

  addString(key: string, value: string): void {
    this.#tag(key, this.#strings, value, 'string');
  }

  addUint(key: string, value: number): void {
    this.#tag(key, this.#uints, value, 'uint');
  }

  addDouble(key: string, value: number): void {
    this.#tag(key, this.#doubles, value, 'double');
  }

  closeFeature(): void {
    this.#close(this.#tagsAt);
    this.#byte(FEATURE_TYPE);
    this.#byte(POINT);
    this.#byte(FEATURE_GEOMETRY);
    const geometryAt = this.#open();
    this.#byte(MOVE_TO);
    // Zigzag of a number that is never negative.
    this.#varint(this.#position[0] * 2);
    this.#varint(this.#position[1] * 2);
    this.#close(geometryAt);
    this.#close(this.#featureAt);
  }

  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#at);
  }

  #tag<V extends string | number>(key: string, table: Map<V, number>, value: V, type: Value['type']): void {
    let keyIndex = this.#keys.get(key);
    if (keyIndex === undefined) this.#keys.set(key, (keyIndex = this.#keys.size));
    let valueIndex = table.get(value);
    if (valueIndex === undefined) {
      table.set(value, (valueIndex = this.#values.length));
      this.#values.push({ type, value } as Value);
    }
    this.#varint(keyIndex);
    this.#varint(valueIndex);
  }

  #writeValue({ type, value }: Value): void {
    this.#byte(LAYER_VALUE);
    const start = this.#open();
    if (type === 'string') this.#text(VALUE_STRING, value);
    else if (type === 'uint') {
      this.#byte(VALUE_UINT);
      this.#varint(value);
    } else {
      this.#byte(VALUE_DOUBLE);
      this.#reserve(8);
      this.#view.setFloat64(this.#at, value, true);
      this.#at += 8;
    }
    this.#close(start);
  }

  #text(field: number, text: string): void {
    const bytes = utf8.encode(text);
    this.#byte(field);
    this.#varint(bytes.length);
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  #byte(value: number): void {
    if (this.#at === this.#bytes.length) this.#reserve(1);
    this.#bytes[this.#at++] = value;
  }

  #varint(value: number): void {
    this.#reserve(8);
    while (value > 127) {
      this.#bytes[this.#at++] = (value % 128) | 128;
      value = Math.floor(value / 128);
    }
    this.#bytes[this.#at++] = value;
  }

  // Leaves one byte for a length; longer lengths move the content when it is known.
  #open(): number {
    this.#byte(0);
    return this.#at;
  }

  #close(start: number): void {
    const length = this.#at - start;
    let width = 1;
    while (length >= 128 ** width) width++;
    if (width > 1) {
      this.#reserve(width);
      this.#bytes.copyWithin(start + width - 1, start, this.#at);
    }
    this.#at = start - 1;
    this.#varint(length);
    this.#at = start - 1 + width + length;
  }

  #reserve(more: number): void {
    if (this.#at + more <= this.#bytes.length) return;
    const larger = new Uint8Array((this.#bytes.length + more) * 2);
    larger.set(this.#bytes);
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }
}
