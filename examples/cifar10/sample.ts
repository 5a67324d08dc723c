/**
 * Makes a small file in the format of CIFAR-10: ten kinds of shapes on gradients, in colours that the record's number
 * decides. Integers alone are used, so the file is the same to the byte everywhere.
 *
 * `tsx examples/cifar10/sample.ts FOLDER` writes it to another folder.
 */
import { existsSync, mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CHANNELS, CLASSES, PLANE, RECORD, SIDE } from './format.js';

export const SAMPLE_RECORDS = 2000;

/** Whether the shape of a class covers a pixel; the middle is (cx, cy), the size r. */
const shapes: readonly ((x: number, y: number, cx: number, cy: number, r: number) => boolean)[] = [
  (x, y, cx, cy, r) => (x - cx) ** 2 + (y - cy) ** 2 <= r * r,
  (x, y, cx, cy, r) => Math.abs(x - cx) <= r && Math.abs(y - cy) <= r,
  (x, y, cx, cy, r) => Math.abs(x - cx) + Math.abs(y - cy) <= r,
  (x, y, cx, cy, r) => y <= cy + r && y >= cy - r && 2 * Math.abs(x - cx) <= y - cy + r,
  (x, y, cx, cy, r) => Math.abs(x - cx) <= r >> 2 || Math.abs(y - cy) <= r >> 2,
  (x, y, cx, cy, r) => Math.abs((x - cx) ** 2 + (y - cy) ** 2 - r * r) <= 2 * r,
  (_, y, __, cy, r) => (y + cy) % r < r >> 1,
  (x, _, cx, __, r) => (x + cx) % r < r >> 1,
  (x, y, cx, cy, r) => (x + cx) % r < r >> 1 !== (y + cy) % r < r >> 1,
  (x, y, cx, cy, r) => (x + y + cx + cy) % r < r >> 1,
];

/** Scatters the bits of a counter: the same numbers everywhere, and no two records alike. */
function scatter(seed: number): number {
  let bits = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** The file's bytes. */
export function makeSample(records = SAMPLE_RECORDS): Buffer {
  const bytes = Buffer.alloc(records * RECORD);
  for (let record = 0; record < records; record++) {
    const label = scatter(record) % CLASSES;
    const covers = shapes[label] as (typeof shapes)[number];
    const draw = (what: number, below: number): number => scatter(record * 64 + what + 7) % below;
    const [cx, cy, r] = [10 + draw(0, 12), 10 + draw(1, 12), 6 + draw(2, 6)];
    const start = record * RECORD;
    bytes[start] = label;
    for (let channel = 0; channel < CHANNELS; channel++) {
      const [dark, across, down, light] = [3, 4, 5, 6].map((what) => draw(8 * channel + what, 100)) as [
        number,
        number,
        number,
        number,
      ];
      for (let y = 0; y < SIDE; y++) {
        for (let x = 0; x < SIDE; x++) {
          const ground = dark + ((across * x + down * y) >> 6);
          const grain = scatter((record * CHANNELS + channel) * PLANE + y * SIDE + x) & 15;
          const at = start + 1 + channel * PLANE + y * SIDE + x;
          bytes[at] = (covers(x, y, cx, cy, r) ? 240 - light : ground) + grain;
        }
      }
    }
  }
  return bytes;
}

/** The folder of the sample, which is written there if it is not yet. */
export function ensureSample(folder = fileURLToPath(new URL('sample', import.meta.url))): string {
  const path = join(folder, 'data_batch_1.bin');
  if (!existsSync(path) || statSync(path).size !== SAMPLE_RECORDS * RECORD) {
    mkdirSync(folder, { recursive: true });
    // Two runs at once never see half a file.
    const unfinished = `${path}.${process.pid}`;
    writeFileSync(unfinished, makeSample());
    renameSync(unfinished, path);
  }
  return folder;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(ensureSample(process.argv[2]));
}
