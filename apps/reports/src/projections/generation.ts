import type { Tx } from '@doanket/persistence';

/** Name of the schema that holds one generation of the read model. */
export const schemaOf = (generation: number): string => `reports_g${generation}`;

/**
 * Creates the tables of a generation. They hold nothing of their own: each row is made from an event and can be dropped.
 * `record` is the one table behind every counted figure; what a kind needs to say more lies in `attrs`.
 */
export function createGenerationSql(generation: number): string {
  const g = schemaOf(generation);
  return `
    create schema if not exists ${g};
    create table ${g}.record (
      kind text not null,
      record_id text not null,
      unit_id uuid not null,
      on_day date not null,
      until_day date,
      round_code text,
      movement_code text,
      amount_vnd bigint,
      attrs jsonb not null default '{}',
      source_path text,
      constraint record_pk primary key (kind, record_id)
    );
    create index record_day on ${g}.record (kind, on_day);
    create index record_unit on ${g}.record (kind, unit_id, on_day);
    create index record_round on ${g}.record (round_code, kind) where round_code is not null;
    create table ${g}.round (
      code text constraint round_pk primary key, round_id uuid not null, issuer_unit_id uuid not null, starts_on date not null, ends_on date not null,
      frozen_at timestamptz, frozen jsonb
    );
    create table ${g}.cluster (code text constraint cluster_pk primary key, cluster_id uuid not null, year int not null, member_unit_ids uuid[] not null);
    create table ${g}.submitted_value (
      submission_id uuid constraint submitted_value_pk primary key, indicator text not null, unit_id uuid not null, from_day date not null, to_day date not null,
      submitted_on date not null, round_code text, cluster_code text, value numeric not null, numerator numeric, denominator numeric, value_unit text not null, qualifier text not null
    );
    create index submitted_value_scope on ${g}.submitted_value (indicator, unit_id, from_day);
    grant usage on schema ${g} to reports_app, reports_whole;
    grant select, insert, update, delete on all tables in schema ${g} to reports_whole;
    grant select on all tables in schema ${g} to reports_app;
    ${['record', 'submitted_value'].map((table) => `
    alter table ${g}.${table} enable row level security;
    alter table ${g}.${table} force row level security;
    create policy ${table}_read on ${g}.${table} for select to reports_app using (unit_id = any(array(
      select s.unit_id from reports.directory_scope s where s.path <@ any((select string_to_array(trim(both '{}' from current_setting('app.unit_paths', true)), ',')::extensions.ltree[])::extensions.ltree[]))));
    create policy ${table}_whole on ${g}.${table} to reports_whole using (true) with check (true);
    create policy ${table}_owner on ${g}.${table} to reports_migrator using (true) with check (true);`).join('\n')}
  `;
}

/** The generation in use. */
export async function currentGeneration(tx: Tx): Promise<number> {
  const rows: { n: number }[] = await tx.query(`select n from generation where state = 'CURRENT'`);
  const [row] = rows;
  if (row === undefined) throw new Error('No generation of the read model is current');
  return row.n;
}

/**
 * A checksum over the whole read model of a generation. It adds up row hashes, so the order of rows does not matter and a
 * row counted twice shows. Two generations at equal offsets must have equal checksums.
 */
export async function checksumOf(tx: Tx, generation: number): Promise<{ checksum: string; records: number }> {
  const g = schemaOf(generation);
  const parts: string[] = [];
  let records = 0;
  for (const table of ['record', 'round', 'cluster', 'submitted_value']) {
    const [row] = (await tx.query(
      `select count(*)::int as rows, coalesce(sum(('x' || substr(md5(t::text), 1, 15))::bit(60)::bigint::numeric), 0)::text as sum from ${g}.${table} t`,
    )) as { rows: number; sum: string }[];
    parts.push(`${table}:${row?.rows ?? 0}:${row?.sum ?? '0'}`);
    if (table === 'record') records = row?.rows ?? 0;
  }
  return { checksum: parts.join(';'), records };
}
