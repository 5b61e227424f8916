import { DownloadOutlined } from '@ant-design/icons';
import { exportOf, type ExportFormat, type ExportRoutes, type RouteContract } from '@doanket/contracts';
import { newId } from '@doanket/kernel';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { call, urlOf } from '../../api/call';
import { Problem } from '../../api/problem';
import { type JobTools, useJobs } from '../job/jobs';
import { fileColumns } from './file-columns';

/** Where the rows of a list come from, as its file asks for them. */
export interface TakenOut { readonly route: RouteContract; readonly filter: Readonly<Record<string, string>> }

/** What the columns of a list read, the ticked and the unticked ones. */
export interface Choice { readonly shown: ReadonlySet<string>; readonly hidden: ReadonlySet<string> }

const WATCH_MS = 1_000;
const UNDER_WAY: readonly string[] = ['QUEUED', 'RUNNING'];

/**
 * Takes a list out as a file: a job of the service, which goes on when this tab is closed, followed by the bell. Nothing where the
 * list is none that can be taken out. Loaded after the list, for it knows the lists of all services.
 */
export function TakeOut({ label, route, filter, disabled, choice }: TakenOut & { readonly label: string; readonly disabled: boolean; readonly choice?: (() => Choice) | undefined }) {
  const { t } = useTranslation();
  const { start } = useJobs();
  const client = useQueryClient();
  // A second click before the file is there would make the same file twice.
  const underWay = useRef(new Set<string>());
  const found = exportOf(route);
  if (found === null) return null;
  const take = (format: ExportFormat): void => {
    const chosen = choice?.() ?? null;
    const asked = JSON.stringify([format, filter, chosen === null ? null : [...chosen.hidden]]);
    if (underWay.current.has(asked)) return;
    underWay.current.add(asked);
    start(t('list.exportTitle', { list: label }), (tools) => follow({ ...found, format, filter, chosen, changed: () => void client.invalidateQueries({ queryKey: [route.service, found.routes.listExports.name] }) }, tools).finally(() => underWay.current.delete(asked)));
  };
  return <>{(['XLSX', 'CSV'] as const).map((format) => <Button key={format} icon={<DownloadOutlined />} aria-label={t(`list.export_${format}`)} disabled={disabled} onClick={() => take(format)}>{format === 'XLSX' ? 'Excel' : format}</Button>)}</>;
}

interface Wish { readonly routes: ExportRoutes; readonly kind: string; readonly format: ExportFormat; readonly filter: TakenOut['filter']; readonly chosen: Choice | null; /** The list of exports has one more, or one that is done. */ readonly changed: () => void }

async function follow({ routes, kind, format, filter, chosen, changed }: Wish, { signal, progress }: JobTools): Promise<{ name: string; url: string }> {
  const key = newId();
  const columns = chosen === null ? null : await columnsOf(routes, kind, chosen);
  let view = await call(routes.askExport, { body: { kind, format, filter: { ...filter }, ...(columns === null ? {} : { columns }) } }, { idempotencyKey: key });
  const params = { id: view.id };
  changed();
  while (UNDER_WAY.includes(view.state)) {
    if (signal.aborted) {
      await call(routes.cancelExport, { params, body: undefined as never }, { idempotencyKey: newId() });
      throw new DOMException('Stopped', 'AbortError');
    }
    progress(view.rows, null);
    await new Promise((resolve) => setTimeout(resolve, WATCH_MS));
    view = await call(routes.getExport, { params });
  }
  changed();
  if (view.state !== 'DONE') throw new Problem({ code: `export/${view.failure ?? view.state}`, status: -1 });
  progress(view.rows, view.rows);
  return { name: view.fileName, url: urlOf(routes.readExport, { params }) };
}

/** The columns of the file that are left; null where that is all of them. */
async function columnsOf(routes: ExportRoutes, kind: string, { shown, hidden }: Choice): Promise<string[] | null> {
  const { items } = await call(routes.getExportColumns, { query: { kind } });
  const left = fileColumns(items.map(({ name }) => name), shown, hidden);
  return left.length === items.length || left.length === 0 ? null : left;
}
