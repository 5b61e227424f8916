import { protectTable } from '@doanket/persistence';

/** SQL of the table that knows the files of a service. Run after the directory's tables. */
export function filesMigration(service: string): string {
  return `
    create table file (
      id uuid constraint file_pk primary key,
      name text not null, content_type text not null, size bigint not null, sha256 text not null,
      stored_at timestamptz not null, stored_by_person uuid,
      owner_type text, owner_id text, unit_id uuid,
      constraint file_owner_whole check ((owner_type is null) = (owner_id is null))
    );
    create index file_owner on file (owner_type, owner_id);
    create index file_unit on file (unit_id) where unit_id is not null;
    ${protectTable(service, 'file', { kind: 'SELF', personColumn: 'stored_by_person' })}
    comment on column file.unit_id is 'unit of the record that owns it; until one does, only its sender reads it';
  `;
}
