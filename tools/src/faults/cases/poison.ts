import { randomUUID } from 'node:crypto';
import { PetitionReceivedV1, PetitionSettledV1, SERVICES, TitleAwardedV1, type EventContract } from '@doanket/contracts';
import type { IHeaders, Message } from 'kafkajs';
import type { Case } from '../case';
import { whileWriting } from '../case';
import { pause, type Lab } from '../lab';
import { send } from '../topics';

interface Poison { readonly name: string; readonly reason: string; readonly type?: string; readonly value: (data: object) => Buffer | null }

const FIVE_MB = 5 * 1024 * 1024;
const json = (data: unknown): Buffer => Buffer.from(JSON.stringify(data));

const POISONS: readonly Poison[] = [
  { name: 'bad JSON', reason: 'BAD_JSON', value: () => Buffer.from('{"petitionId": ') },
  { name: 'wrong schema', reason: 'WRONG_SCHEMA', value: (data) => json({ ...data, unitId: 7, level: 'X' }) },
  { name: 'unknown major', reason: 'UNKNOWN_MAJOR', type: 'v9', value: json },
  { name: '5 MB', reason: 'TOO_LARGE', value: (data) => json({ ...data, filler: 'x'.repeat(FIVE_MB) }) },
  { name: 'null value', reason: 'EMPTY', value: () => null },
  // A day the contract lets through and PostgreSQL does not know: the handler throws what nobody foresaw, three times.
  { name: 'handler that throws', reason: 'FAILED', value: (data) => json({ ...data, receivedOn: '0000-01-01', decidedOn: '0000-01-01' }) },
];

const LISTED_WITHIN_MS = 60_000;

interface Letter { readonly id: string; readonly messageKey: string | null; readonly reason: string; readonly waitingBehind: number; readonly consumer: string; readonly attempts: number; readonly state: string }

/** An envelope as our outbox writes it. */
function envelope(event: EventContract, key: string, version: number, type: string = event.type): IHeaders {
  return {
    ce_specversion: '1.0', ce_id: randomUUID(), ce_type: type, ce_source: 'urn:doanket:faults', ce_time: '2026-01-05T00:00:00.000Z', ce_subject: key, ce_partitionkey: key,
    'content-type': 'application/json', aggregatetype: event.topic, aggregateversion: String(version),
  };
}

function poisoned(event: EventContract, poison: Poison, key: string): Message {
  const data = { ...(event.example as object), [event.key]: key };
  const type = poison.type === undefined ? event.type : event.type.replace(/v\d+$/, poison.type);
  return { key, value: poison.value(data), headers: envelope(event, key, 1, type) };
}

/** A sound event behind a poisoned one. It amends a record that is not there, so handling it later changes no figure. */
function behind(key: string): Message {
  return { key, value: json({ ...PetitionSettledV1.example, petitionId: key }), headers: envelope(PetitionSettledV1, key, 2) };
}

function openLetters(lab: Lab, service: string, topic: string): Promise<Letter[]> {
  return lab.people.admin.get<{ items: Letter[] }>(`/api/${service}/system/dead-letters?topic=${topic}&limit=100`).then(({ items }) => items);
}

/** Waits until every key has its letter at this consumer, then says what is not as it should be. */
async function lettersOf(lab: Lab, topic: string, wanted: ReadonlyMap<string, Poison>, waitingBehind: number): Promise<{ letters: Letter[]; faults: string[] }> {
  const consumer = `reports.g${await lab.generation()}`;
  const deadline = performance.now() + LISTED_WITHIN_MS;
  for (;;) {
    const letters = (await openLetters(lab, 'reports', topic)).filter((one) => one.consumer === consumer && one.messageKey !== null && wanted.has(one.messageKey));
    const complete = letters.length === wanted.size && letters.every((one) => one.waitingBehind === waitingBehind);
    if (!complete && performance.now() < deadline) {
      await pause(250);
      continue;
    }
    const faults = [...wanted].flatMap(([key, poison]) => {
      const letter = letters.find(({ messageKey }) => messageKey === key);
      if (letter === undefined) return [`${topic}: ${poison.name} left no dead letter`];
      if (letter.reason !== poison.reason) return [`${topic}: ${poison.name} is a letter ${letter.reason}, not ${poison.reason}`];
      if (letter.waitingBehind !== waitingBehind) return [`${topic}: ${letter.waitingBehind} rows wait behind ${poison.name}, not ${waitingBehind}`];
      return [];
    });
    return { letters, faults };
  }
}

/** A replay leaves what is as broken as before; a discard frees the key and handles what waited. */
async function close(lab: Lab, letters: readonly Letter[], waiting: number): Promise<string[]> {
  const { admin } = lab.people;
  const faults: string[] = [];
  const act = (letter: Letter, what: 'replay' | 'discard') =>
    admin.post<{ closed: number; stoppedAt: string | null }>(`/api/reports/system/dead-letters/${letter.id}/${what}`, { why: 'fault run' });
  for (const letter of letters) {
    const replayed = await act(letter, 'replay');
    if (replayed.closed !== 0 || replayed.stoppedAt !== letter.id) faults.push(`replay of ${letter.reason} closed ${replayed.closed} rows`);
    const discarded = await act(letter, 'discard');
    if (discarded.closed !== 1 + waiting || discarded.stoppedAt !== null) faults.push(`discard of ${letter.reason} closed ${discarded.closed} rows, not ${1 + waiting}`);
  }
  return faults;
}

/** Other services that listen to the topic have letters of their own; they are given up, so that nothing is left behind. */
async function discardElsewhere(lab: Lab, topic: string, keys: ReadonlyMap<string, Poison>): Promise<void> {
  const running = Object.keys(await lab.stack.list());
  for (const service of SERVICES.filter((name) => name !== 'reports' && name !== 'gateway' && running.includes(name))) {
    for (const letter of await openLetters(lab, service, topic)) {
      if (letter.messageKey !== null && keys.has(letter.messageKey)) await lab.people.admin.post(`/api/${service}/system/dead-letters/${letter.id}/discard`, { why: 'fault run' });
    }
  }
}

function onPetitions(name: string, poisons: readonly Poison[]): (lab: Lab) => ReturnType<Case['run']> {
  return (lab) => {
    const keys = new Map(poisons.map((poison) => [randomUUID() as string, poison]));
    return whileWriting(lab, name, async (ledger) => {
      for (const [key, poison] of keys) await send(lab.kafka, 'campaigns.petition', [poisoned(PetitionReceivedV1, poison, key), behind(key)]);
      const { letters, faults } = await lettersOf(lab, 'campaigns.petition', keys, 1);
      faults.push(...(await othersGoOn(lab, ledger.name)));
      return [...faults, ...(await close(lab, letters, 1))];
    }, new Set(keys.keys()));
  };
}

/** While the letters are open, petitions that come in now must still reach the read model. */
async function othersGoOn(lab: Lab, marks: string): Promise<string[]> {
  const count = async (): Promise<number> => {
    const [row] = await lab.sql<{ n: number }>(
      `select count(*)::int as n from reports_g${await lab.generation()}.record where kind = 'PETITION' and record_id in (select id::text from campaigns.petition where text like $1)`, [`${marks} %`]);
    return row?.n ?? 0;
  };
  const before = await count();
  const deadline = performance.now() + LISTED_WITHIN_MS;
  while (performance.now() < deadline) {
    if ((await count()) > before) return [];
    await pause(200);
  }
  return ['other keys stand still behind the poisoned ones'];
}

function onHoldings(lab: Lab): ReturnType<Case['run']> {
  const keys = new Map(POISONS.map((poison) => [randomUUID() as string, poison]));
  return whileWriting(lab, 'poison-holding', async () => {
    for (const [key, poison] of keys) await send(lab.kafka, 'awards.holding', [poisoned(TitleAwardedV1, poison, key)]);
    const { letters, faults } = await lettersOf(lab, 'awards.holding', keys, 0);
    const closing = await close(lab, letters, 0);
    await discardElsewhere(lab, 'awards.holding', keys);
    return [...faults, ...closing];
  });
}

export const poison: readonly Case[] = [
  { name: 'poison', title: 'poison: bad JSON among petitions', short: true, run: onPetitions('poison', POISONS.slice(0, 1)) },
  { name: 'poison-petition', title: 'poison of six kinds among petitions', short: false, run: onPetitions('poison-petition', POISONS) },
  { name: 'poison-holding', title: 'poison of six kinds among awards', short: false, run: onHoldings },
];
