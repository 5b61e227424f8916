import { EVENTS, topicsOf } from '@doanket/contracts';
import type { Case } from '../case';
import { whileWriting } from '../case';
import { baselineOf, type Findings } from '../checker';
import { pause, type Lab } from '../lab';
import { quiet } from '../quiet';
import { readTopics, send, withAdmin } from '../topics';

const TOPICS = topicsOf(EVENTS).map(({ name }) => name);
const EMPTY_WITHIN_MS = 60_000;
const REBUILT_WITHIN_MS = 180_000;

/** All that a second delivery could have changed: the read model, the figures, and each service's copy of the tree. */
async function pictureOf(lab: Lab): Promise<Record<string, string>> {
  const { checksum } = await lab.checksum();
  const picture: Record<string, string> = { 'read model': checksum, figures: JSON.stringify(await lab.figures()) };
  for (const service of await lab.services()) {
    for (const table of ['directory_unit_version', 'directory_post', 'directory_account']) {
      const [row] = await lab.sql<{ sum: string }>(`select count(*) || ':' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as sum from ${service}.${table} t`);
      picture[`${service}.${table}`] = row?.sum ?? '';
    }
  }
  return picture;
}

function changes(before: Record<string, string>, after: Record<string, string>): string[] {
  return Object.keys(before).filter((name) => before[name] !== after[name]).map((name) => `changed: ${name} was ${before[name]}, is ${after[name]}`);
}

const found = (events: number, duplicateDeliveries: number, faults: readonly string[]): Findings => ({ sent: 0, acknowledged: 0, repeats: 0, rows: 0, events, duplicateDeliveries, faults });

/** Every event of every topic is sent a second time, verbatim, and the group of the read model starts from the first event. */
async function redeliver(lab: Lab): Promise<Findings> {
  await baselineOf(lab);
  const before = await pictureOf(lab);
  const events = await readTopics(lab.kafka, TOPICS);
  for (const topic of TOPICS) {
    const again = events.filter((event) => event.topic === topic).map(({ key, value, headers, partition }) => ({ key, value, headers, partition }));
    if (again.length > 0) await send(lab.kafka, topic, again);
  }
  await quiet(lab);
  const afterDuplicates = changes(before, await pictureOf(lab));
  await rewindReports(lab);
  await quiet(lab);
  return found(events.length, events.length * 2, [...afterDuplicates, ...changes(before, await pictureOf(lab))]);
}

/** The offsets of a live group cannot be reset: the service stops, its group is put back to the start, it starts again. */
async function rewindReports(lab: Lab): Promise<void> {
  const groupId = `reports.g${await lab.generation()}`;
  await lab.stack.stop('reports');
  try {
    await withAdmin(lab.kafka, async (admin) => {
      const deadline = performance.now() + EMPTY_WITHIN_MS;
      for (;;) {
        const { groups } = await admin.describeGroups([groupId]);
        if (groups.every(({ state }) => state === 'Empty' || state === 'Dead')) break;
        if (performance.now() > deadline) throw new Error(`${groupId} still has members`);
        await pause(200);
      }
      const committed = await admin.fetchOffsets({ groupId });
      for (const { topic } of committed) await admin.resetOffsets({ groupId, topic, earliest: true });
    });
  } finally {
    await lab.stack.start('reports');
  }
}

/** Starts a second read model, filled from the first event on beside the one in use, and lets officers write on for a while. */
async function startRebuild(lab: Lab): Promise<string> {
  const { id } = await lab.people.admin.post<{ id: string }>('/api/reports/rebuilds', {});
  await pause(4_000);
  return id;
}

async function rebuilt(lab: Lab, id: string): Promise<readonly string[]> {
  const deadline = performance.now() + REBUILT_WITHIN_MS;
  for (;;) {
    const view = await lab.people.admin.get<{ state: string; equal: boolean | null; failure: string | null; checksumBefore: string | null; checksumAfter: string | null }>(`/api/reports/rebuilds/${id}`);
    if (view.state === 'SWITCHED') return view.equal === true ? [] : [`rebuilt model differs: ${view.checksumBefore} / ${view.checksumAfter}`];
    if (view.state === 'FAILED') return [`rebuild failed: ${view.failure} ${view.checksumBefore} / ${view.checksumAfter}`];
    if (performance.now() > deadline) return [`rebuild is still ${view.state}`];
    await pause(500);
  }
}

export const replays: readonly Case[] = [
  { name: 'redelivery', title: 'every event redelivered, offsets reset to zero', short: true, run: redeliver },
  {
    name: 'rebuild', title: 'read model rebuilt from the topics while in use', short: false,
    run: async (lab) => {
      let id = '';
      const findings = await whileWriting(lab, 'rebuild', async () => {
        id = await startRebuild(lab);
      });
      const before = await lab.figures();
      const faults = await rebuilt(lab, id);
      await quiet(lab);
      const after = await lab.figures();
      return { ...findings, faults: [...findings.faults, ...faults, ...(JSON.stringify(before) === JSON.stringify(after) ? [] : ['figures differ after the switch'])] };
    },
  },
];
