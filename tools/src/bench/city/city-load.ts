import { atMost, stated, type Row } from '../row';
import type { CityLab } from './city-lab';

const SMALL_ROWS = 10_000;
const MEMORY_MB = 400;

/** A million members by file through the import door, and ten thousand for comparison: how long, and how much memory the service takes. */
export async function cityLoad(city: CityLab): Promise<Row[]> {
  const small = await city.watchingMemory(() => city.import(city.more(SMALL_ROWS), 'nho.csv'));
  await city.quiet();
  const large = await city.watchingMemory(() => city.load());
  const { result: done } = large;
  const one = (label: string, unit: string, value: number) => ({ label, unit, values: [value] });
  return [
    ...(done === null ? [] : [
      stated('city-load', `${done.rows} members by one file: sent, checked, written`, one('import door', 's', done.sent + done.checked + done.written)),
      stated('city-load-written', `of it written: ${Math.round(done.rows / done.written)} members a second`, one('import door', 's', done.written)),
    ]),
    atMost('city-memory-small', `memory of membership while ${SMALL_ROWS} rows come in`, one('membership', 'MB', small.peakMb), MEMORY_MB),
    atMost('city-memory', `memory of membership while ${city.sizes.members} rows come in`, one('membership', 'MB', large.peakMb), MEMORY_MB),
  ];
}
