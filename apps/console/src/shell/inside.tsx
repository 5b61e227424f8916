import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../patterns/problem/problem-note';
import type { Area } from './areas';
import { AreasContext } from './areas-context';
import { SessionProvider } from './session';
import { Shell } from './shell';

/** Everything behind the sign-in. */
export function Inside({ areas }: { areas: readonly Area[] }) {
  const { t } = useTranslation();
  return (
    <SessionProvider
      waiting={<main className="dk-alone"><p className="soft" role="status">{t('shell.loading')}</p></main>}
      failed={(problem) => <main className="dk-alone"><div className="panel"><ProblemNote problem={problem} onRetry={() => window.location.reload()} /></div></main>}
    >
      <AreasContext value={areas}><Shell areas={areas} /></AreasContext>
    </SessionProvider>
  );
}
