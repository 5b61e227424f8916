import { DownloadOutlined } from '@ant-design/icons';
import { exportOf, type ExportFormat, type ExportRoutes, type RouteContract } from '@doanket/contracts';
import { newId } from '@doanket/kernel';
import { Button } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { call, urlOf } from '../../api/call';
import { Problem } from '../../api/problem';
import { type JobTools, useJobs } from '../job/jobs';

/** Where the rows of a list come from, as its file asks for them. */
export interface TakenOut { readonly route: RouteContract; readonly filter: Readonly<Record<string, string>> }

const WATCH_MS = 1_000;
const UNDER_WAY: readonly string[] = ['QUEUED', 'RUNNING'];

/**
 * Takes a list out as a file: a job of the service, which goes on when this tab is closed, followed by the bell. Nothing where the
 * list is none that can be taken out. Loaded after the list, for it knows the lists of all services.
 */
export function TakeOut({ label, route, filter, disabled }: TakenOut & { readonly label: string; readonly disabled: boolean }) {
  const { t } = useTranslation();
  const { start } = useJobs();
  // A second click before the file is there would make the same file twice.
  const underWay = useRef(new Set<string>());
  const found = exportOf(route);
  if (found === null) return null;
  const take = (format: ExportFormat): void => {
    const asked = JSON.stringify([format, filter]);
    if (underWay.current.has(asked)) return;
    underWay.current.add(asked);
    start(t('list.exportTitle', { list: label }), (tools) => follow(found, format, filter, tools).finally(() => underWay.current.delete(asked)));
  };
  return <>{(['XLSX', 'CSV'] as const).map((format) => <Button key={format} icon={<DownloadOutlined />} aria-label={t(`list.export_${format}`)} disabled={disabled} onClick={() => take(format)}>{format === 'XLSX' ? 'Excel' : format}</Button>)}</>;
}

async function follow({ routes, kind }: { routes: ExportRoutes; kind: string }, format: ExportFormat, filter: TakenOut['filter'], { signal, progress }: JobTools): Promise<{ name: string; url: string }> {
  const key = newId();
  let view = await call(routes.askExport, { body: { kind, format, filter: { ...filter } } }, { idempotencyKey: key });
  const params = { id: view.id };
  while (UNDER_WAY.includes(view.state)) {
    if (signal.aborted) {
      await call(routes.cancelExport, { params, body: undefined as never }, { idempotencyKey: newId() });
      throw new DOMException('Stopped', 'AbortError');
    }
    progress(view.rows, null);
    await new Promise((resolve) => setTimeout(resolve, WATCH_MS));
    view = await call(routes.getExport, { params });
  }
  if (view.state !== 'DONE') throw new Problem({ code: `export/${view.failure ?? view.state}`, status: -1 });
  progress(view.rows, view.rows);
  return { name: view.fileName, url: urlOf(routes.readExport, { params }) };
}
