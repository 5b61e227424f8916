import { BellOutlined } from '@ant-design/icons';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useJobs } from './jobs';

const JobPanel = lazy(() => import('./job-panel').then((m) => ({ default: m.JobPanel })));

/** The bell: how many jobs run, and a word when one ends. */
export function JobBell() {
  const { t } = useTranslation();
  const { jobs } = useJobs();
  const [open, setOpen] = useState(false);
  if (jobs.length === 0) return null;
  const running = jobs.filter((job) => job.state === 'RUNNING').length;
  const last = jobs.find((job) => job.state !== 'RUNNING');
  return (
    <>
      <button type="button" className="dk-head-button dk-badge" aria-haspopup="dialog" aria-label={t('job.bell', { count: running })} onClick={() => setOpen(true)}>
        <BellOutlined aria-hidden="true" /><span className="dk-badge-count" aria-hidden="true">{running > 0 ? running : '✓'}</span>
      </button>
      <span className="visually-hidden" role="status">{last === undefined ? '' : `${last.title}: ${t(`job.state_${last.state}`)}`}</span>
      {open && <Suspense fallback={null}><JobPanel onClose={() => setOpen(false)} /></Suspense>}
    </>
  );
}
