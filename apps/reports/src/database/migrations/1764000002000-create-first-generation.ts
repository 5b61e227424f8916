import { protectTable } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createGenerationSql } from '../../projections/generation';

export class CreateFirstGeneration1764000002000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table generation (
        n int constraint generation_pk primary key,
        state text not null constraint generation_state check (state in ('BUILDING', 'CURRENT', 'RETIRED')),
        started_at timestamptz not null default now(), switched_at timestamptz
      );
      create unique index generation_one_current on generation (state) where state = 'CURRENT';
      ${protectTable('reports', 'generation', { kind: 'PUBLIC' })}
      comment on table generation is 'visibility: PUBLIC; generations of the read model, one of them current';
      insert into generation (n, state, switched_at) values (1, 'CURRENT', now());

      create table rebuild (
        id uuid constraint rebuild_pk primary key, generation int not null, state text not null constraint rebuild_state check (state in ('RUNNING', 'SWITCHED', 'FAILED')),
        demand_equal boolean not null, started_at timestamptz not null, ended_at timestamptz, events_behind int, checksum_before text, checksum_after text, failure text
      );
      create unique index rebuild_one_running on rebuild (state) where state = 'RUNNING';
      ${protectTable('reports', 'rebuild', { kind: 'SYSTEM' })}

      create function reports_create_generation(p_n int) returns void language plpgsql security definer set search_path from current as $body$
      begin
        if exists (select 1 from generation where n = p_n) then raise exception 'generation % exists', p_n; end if;
        insert into generation (n, state) values (p_n, 'BUILDING');
        execute replace($ddl$${createGenerationSql(0).replaceAll('reports_g0', 'reports_g__N__')}$ddl$, '__N__', p_n::text);
      end $body$;
      comment on function reports_create_generation(int) is 'Makes the tables of a new generation; the application role owns nothing, so its owner does.';
      create function reports_drop_generation(p_n int) returns void language plpgsql security definer set search_path from current as $body$
      begin
        if exists (select 1 from generation where n = p_n and state = 'CURRENT') then raise exception 'generation % is in use', p_n; end if;
        update generation set state = 'RETIRED' where n = p_n;
        execute format('drop schema if exists reports_g%s cascade', p_n);
      end $body$;
      comment on function reports_drop_generation(int) is 'Drops the tables of a generation that is not in use.';
      revoke all on function reports_create_generation(int), reports_drop_generation(int) from public;
      grant execute on function reports_create_generation(int), reports_drop_generation(int) to reports_whole;
    `);
    await q.query(createGenerationSql(1));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
