import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { askExport, getExport, IMPORT_PART_BYTES, readExport, type ExportFormat, type ExportView } from '@doanket/contracts';
import type { FailPoint } from '@doanket/messaging';
import { csvPieces } from '../../city/city-members';
import { planCity } from '../../city/city-plan';
import { importFile } from '../../city/import-door';
import type { GatewaySession } from '../../support/gateway-session';
import type { Case } from '../case';
import { found, killedAt, patiently, until } from '../jobs';
import type { Lab } from '../lab';
import { sizeOf, unionsFor } from '../unions';

/** Six pages of an export. */
const PERSONS = 6_000;
const UNIONS = 2;
const API = '/api/membership';
const READER: string = 'read-excel-file/node';
interface Reader { readonly default: (bytes: Buffer) => Promise<readonly { readonly data: readonly (readonly unknown[])[] }[]> }

const exportKilled = (point: FailPoint, pass: number, format: ExportFormat, title: string): Case => ({
  name: point, title, short: false,
  run: async (lab) => {
    const size = sizeOf(PERSONS, UNIONS);
    await unionsFor(lab, size);
    const { officer } = lab.people;
    await importFile(officer, csvPieces(planCity(size), size, IMPORT_PART_BYTES), { fileName: `${size.seed}.csv`, basis: 'Danh sách đoàn viên của lần thử' });
    const { asked, done } = await killedAt(lab, point, pass, async () => {
      const begun = await patiently(() => officer.post<ExportView>(`${API}${askExport.path}`, { kind: 'PERSONS', format }));
      return { asked: begun, done: await until(() => officer.get<ExportView>(`${API}${getExport.path.replace(':id', begun.id)}`), ({ state }) => !['QUEUED', 'RUNNING'].includes(state), 'the export') };
    });
    // Whom the nation keeps, an officer of the city does not read.
    const names = (await lab.sql<{ name: string }>("select p.full_name as name from membership.person p join membership.directory_unit u on u.id = p.unit_id where u.code <> 'viet-nam' order by p.name_key, p.id")).map(({ name }) => name);
    const bytes = done.state === 'DONE' ? await fileOf(lab, officer, asked.id) : Buffer.alloc(0);
    const column = bytes.length === 0 ? [] : await firstColumn(bytes, format);
    const parts = await lab.sql<{ id: string; part: number; sha256: string }>('select export_id as id, part, sha256 from membership.export_part order by part');
    const mine = parts.filter(({ id }) => id === asked.id);
    const stored = blobsOf(lab);
    const faults = [
      ...(done.state === 'DONE' ? [] : [`the export ended as ${done.state} ${done.failure ?? ''}`]), ...(done.rows === names.length ? [] : [`the city has ${names.length} persons, the export says ${done.rows}`]),
      ...(done.size === bytes.length ? [] : [`the file has ${bytes.length} bytes, ${done.size ?? '?'} were said`]), ...(column.join('\n') === names.join('\n') ? [] : [`the file has ${column.length} lines, which are not the ${names.length} persons in their order`]),
      ...(mine.every(({ part }, n) => part === n) && mine.length > 0 ? [] : [`the file has the parts ${mine.map(({ part }) => part).join(', ')}`]),
      ...(parts.every(({ sha256 }) => stored.has(sha256)) ? [] : ['a part is missing in the store']), ...(stored.size === parts.length ? [] : [`the store holds ${stored.size} parts, the register ${parts.length}`]),
    ];
    return found({ sent: names.length, acknowledged: done.rows, rows: column.length, events: mine.length, duplicateDeliveries: 0, faults });
  },
});

async function fileOf(lab: Lab, officer: GatewaySession, id: string): Promise<Buffer> {
  const response = await fetch(new URL(`${API}${readExport.path.replace(':id', id)}`, lab.baseUrl), { headers: { cookie: officer.cookie, 'x-acting-post': officer.me.actingPostId ?? '' } });
  if (!response.ok) throw new Error(`The file answers ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}

/** The first cell of each line below the headings, read by what is not ours where it is a workbook. */
async function firstColumn(bytes: Buffer, format: ExportFormat): Promise<string[]> {
  if (format === 'CSV') return bytes.toString('utf8').trimEnd().split('\r\n').slice(1).map((line) => line.split(',')[0] ?? '');
  const { default: read } = (await import(READER)) as Reader;
  const [sheet] = await read(bytes);
  return (sheet?.data ?? []).slice(1).map(([cell]) => String(cell));
}

/** What lies in the store of exports, by its name: its SHA-256. */
function blobsOf(lab: Lab): Set<string> {
  const root = join(lab.dataDir, 'files', 'membership-exports');
  return new Set(readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => !path.startsWith('incoming') && statSync(join(root, path)).isFile()).map((path) => path.split('/').at(-1) ?? ''));
}

/** A file of a list, killed while it is made: it is begun again, and in the end there is one, whole. */
export const exported: readonly Case[] = [
  exportKilled('export-page-read', 3, 'CSV', 'kill in an export, third page'), exportKilled('export-part-written', 1, 'XLSX', 'kill in an export, its file written'),
];
