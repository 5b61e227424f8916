import { draftApplication, raisePetition } from '@doanket/contracts';
import { pause } from '../bench-lab';
import type { Row } from '../row';
import { median, short } from '../stats';
import type { CityLab } from './city-lab';

const CLIENTS = 8;
const TURN_MS = 4_000;
const REST_MS = 1_500;
const ROUNDS = 5;
const TARGET = 0.9;

/**
 * Rates a second of applications, and of petitions in turn with them. A table cannot be emptied in turn, and between the two sides lie many minutes:
 * petitions are another service's and know nothing of members, so by them is seen how fast the machine itself was.
 */
export interface CommandRates { readonly applications: readonly number[]; readonly petitions: readonly number[] }

let written = 0;

/** Applications a second that one service takes: person, membership, search for doubles, event. */
export async function commandRates(city: CityLab): Promise<CommandRates> {
  const rates = { applications: [] as number[], petitions: [] as number[] };
  for (let round = -1; round < ROUNDS; round += 1) {
    const applications = await turn(() => city.clerk.post(`/api/membership${draftApplication.path}`, application()));
    await city.quiet();
    const petitions = await turn((n) => city.lab.people.officer.post(`/api/campaigns${raisePetition.path}`, { channel: 'DIRECT', unitCode: city.lab.people.ward, text: `Measured ${n}`, receivedOn: city.lab.today }));
    // What a petition sets off elsewhere is worked off by then.
    await pause(REST_MS);
    if (round < 0) continue;
    rates.applications.push(applications);
    rates.petitions.push(petitions);
  }
  return rates;
}

/** Single-member commands at a full table against the rate at an empty one, both against the petitions of their time. */
export async function memberCommands(city: CityLab, empty: CommandRates): Promise<Row[]> {
  await city.load();
  const full = await commandRates(city);
  const ratio = (median(full.applications) / median(empty.applications)) * (median(empty.petitions) / median(full.petitions));
  const series = (label: string, values: readonly number[]) => ({ label, unit: '/s', values });
  return [{
    id: 'city-commands', title: `applications of single members, ${CLIENTS} clients, table full against empty, by the pace of petitions (${short(median(full.petitions))} /s and ${short(median(empty.petitions))} /s)`,
    ours: series(`at ${city.sizes.members} members`, full.applications), baseline: series('at an empty table', empty.applications), figure: `${short(ratio * 100)} %`, target: `≥ ${TARGET * 100} %`, pass: ratio >= TARGET,
  }];
}

async function turn(send: (n: number) => Promise<unknown>): Promise<number> {
  const until = performance.now() + TURN_MS;
  let done = 0;
  const client = async (): Promise<void> => {
    while (performance.now() < until) {
      await send(done);
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
