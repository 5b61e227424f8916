import { Button, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { JobProgress } from './job-progress';
import { useJobs } from './jobs';

/** All jobs of this tab with progress, cancel and result. Loaded when it is first asked for. */
export function JobPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { jobs, cancel, forget } = useJobs();
  return (
    <Drawer open title={t('job.title')} onClose={onClose} size={380}>
      <ul className="plain stack">
        {jobs.map((job) => (
          <li key={job.id} className="stack-s">
            <JobProgress job={job} />
            <div className="row">
              {job.file !== null && <Button type="primary" href={job.file.url} download={job.file.name}>{t('job.download', { name: job.file.name })}</Button>}
              {job.state === 'RUNNING'
                ? <Button onClick={() => cancel(job.id)}>{t('job.cancel')}</Button>
                : <Button type="text" onClick={() => forget(job.id)}>{t('job.forget')}</Button>}
            </div>
          </li>
        ))}
      </ul>
    </Drawer>
  );
}
