import { ByteWriter } from './byte-writer.ts';

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
// Numbers below this one are written once a layer; larger ones seldom come again.
const SMALL = 256;

const utf8 = new TextEncoder();

/** A text that is a key or a value, with its positions in the layer under way, -1 for none. */
interface Name {
  bytes: Uint8Array;
  key: number;
  value: number;
}

/** Writes point features of a vector tile into one growing buffer, used again for the next tile. */
export class TileWriter {
  readonly #out = new ByteWriter();
  /** Values of the layer under way, as they are written after its features. */
  readonly #values = new ByteWriter();
  readonly #names: Name[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #small = new Int32Array(SMALL);
  #keys: Name[] = [];
  #valueCount = 0;
  #layerAt = 0;
  #featureAt = 0;
  #tagsAt = 0;
  #x = 0;
  #y = 0;

  /** The number of a text, for as long as the writer lives. */
  nameOf(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.#names.push({ bytes: utf8.encode(text), key: -1, value: -1 }) - 1;
      this.#numbers.set(text, number);
    }
    return number;
  }

  start(): void {
    this.#out.clear();
  }

  openLayer(name: string): void {
    for (const known of this.#names) known.key = known.value = -1;
    this.#small.fill(-1);
    this.#values.clear();
    this.#keys = [];
    this.#valueCount = 0;
    const out = this.#out;
    out.byte(TILE_LAYER);
    this.#layerAt = out.open();
    out.byte(LAYER_VERSION);
    out.byte(2);
    out.text(LAYER_NAME, utf8.encode(name));
  }

  closeLayer(): void {
    const out = this.#out;
    for (const { bytes } of this.#keys) out.text(LAYER_KEY, bytes);
    out.append(this.#values);
    out.byte(LAYER_EXTENT);
    out.varint(EXTENT);
    out.close(this.#layerAt);
  }

  /** Starts a point in tile units; properties follow, then `closeFeature`. A null id is left out. */
  openFeature(id: number | null, x: number, y: number): void {
    const out = this.#out;
    out.byte(LAYER_FEATURE);
    this.#featureAt = out.open();
    if (id !== null) {
      out.byte(FEATURE_ID);
      out.varint(id);
    }
    this.#x = x;
    this.#y = y;
    out.byte(FEATURE_TAGS);
    this.#tagsAt = out.open();
  }

  /** A text as value; both are numbers of `nameOf`. */
  addName(key: number, value: number): void {
    const name = this.#names[value]!;
    if (name.value < 0) {
      const at = this.#openValue();
      this.#values.text(VALUE_STRING, name.bytes);
      name.value = this.#closeValue(at);
    }
    this.#tag(key, name.value);
  }

  /** A whole number from 0 on. */
  addUint(key: number, value: number): void {
    const known = value < SMALL ? this.#small[value]! : -1;
    if (known >= 0) return this.#tag(key, known);
    const at = this.#openValue();
    this.#values.byte(VALUE_UINT);
    this.#values.varint(value);
    const index = this.#closeValue(at);
    if (value < SMALL) this.#small[value] = index;
    this.#tag(key, index);
  }

  addDouble(key: number, value: number): void {
    const at = this.#openValue();
    this.#values.byte(VALUE_DOUBLE);
    this.#values.double(value);
    this.#tag(key, this.#closeValue(at));
  }

  closeFeature(): void {
    const out = this.#out;
    out.close(this.#tagsAt);
    out.byte(FEATURE_TYPE);
    out.byte(POINT);
    out.byte(FEATURE_GEOMETRY);
    const geometryAt = out.open();
    out.byte(MOVE_TO);
    // Zigzag of a number that is never negative.
    out.varint(this.#x * 2);
    out.varint(this.#y * 2);
    out.close(geometryAt);
    out.close(this.#featureAt);
  }

  finish(): Uint8Array {
    return this.#out.copy();
  }

  #openValue(): number {
    this.#values.byte(LAYER_VALUE);
    return this.#values.open();
  }

  #closeValue(at: number): number {
    this.#values.close(at);
    return this.#valueCount++;
  }

  #tag(key: number, value: number): void {
    const name = this.#names[key]!;
    if (name.key < 0) name.key = this.#keys.push(name) - 1;
    this.#out.varint(name.key);
    this.#out.varint(value);
  }
}
