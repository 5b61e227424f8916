import { draftApplication } from '@doanket/contracts';
import { atLeast, type Row } from '../row';
import type { CityLab } from './city-lab';

const CLIENTS = 8;
const TURN_MS = 4_000;
const ROUNDS = 5;
const TARGET = 0.9;
const PREFIX = '/api/membership';

/** Rates before the city was loaded; a table cannot be emptied in turn, so the two sides are not interleaved. */
export type CommandRates = readonly number[];

let written = 0;

/** Applications a second that one service takes: person, membership, search for doubles, event. */
export async function commandRates(city: CityLab): Promise<CommandRates> {
  const rates: number[] = [];
  for (let round = -1; round < ROUNDS; round += 1) {
    const rate = await turn(city);
    await city.quiet();
    if (round >= 0) rates.push(rate);
  }
  return rates;
}

/** Single-member commands at a full table against the rate at an empty one. */
export async function memberCommands(city: CityLab, empty: CommandRates): Promise<Row[]> {
  await city.load();
  const full = await commandRates(city);
  const series = (label: string, values: readonly number[]) => ({ label, unit: '/s', values });
  return [atLeast('city-commands', `applications of single members, ${CLIENTS} clients, table full against empty`, series(`at ${city.sizes.members} members`, full), series('at an empty table', empty), TARGET)];
}

async function turn(city: CityLab): Promise<number> {
  const until = performance.now() + TURN_MS;
  let done = 0;
  const client = async (): Promise<void> => {
    while (performance.now() < until) {
      await city.clerk.post(`${PREFIX}${draftApplication.path}`, application());
      done += 1;
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return (done * 1_000) / (performance.now() - began);
}

/** An applicant of whom nobody has heard: ids of this place of birth are in no list. */
function application(): object {
  written += 1;
  return {
    person: { fullName: `Nguyễn Thị Đo Lường ${written}`, birthDate: '1990-05-06', gender: 'FEMALE', personalId: `096190${String(written).padStart(6, '0')}` },
    profile: { job: 'Công nhân', directWorker: true },
  };
}
