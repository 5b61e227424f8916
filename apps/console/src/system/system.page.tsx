import { DOMAIN_SERVICES, listServiceHealth, systemRoutesOf, type ServiceHealth, type SystemStatus } from '@doanket/contracts';
import { useQueries } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call';
import { toProblem } from '../api/problem';
import { queryKey, useRoute } from '../api/query';
import { codeText, StateTag } from '../patterns/code/code-text';
import { Go } from '../patterns/address/go';
import { instantText, numberText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { ProblemNote } from '../patterns/problem/problem-note';
import { useSession } from '../shell/session';
import { RebuildPanel } from './rebuild-panel';

const REFRESH_MS = 5_000;
const STATUSES = DOMAIN_SERVICES.map((service) => ({ service, route: systemRoutesOf(service).getSystemStatus }));

/** Which services answer, how far their events are, and what they could not handle. */
export function SystemPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const health = useRoute(listServiceHealth, {}, { refetchIntervalMs: REFRESH_MS });
  const statuses = useQueries({ queries: STATUSES.map(({ route }) => ({
    queryKey: queryKey(route, {}), refetchInterval: REFRESH_MS, retry: false,
    queryFn: ({ signal }: { signal: AbortSignal }): Promise<SystemStatus> => call(route, {}, { signal }),
  })) });
  const known = statuses.flatMap((one) => (one.data === undefined ? [] : [one.data]));
  const failed = statuses.find((one) => one.error !== null && one.data === undefined);
  return (
    <div className="page">
      <PageHead title={t('system.title')} text={t('system.hint')} />
      <Loaded query={health}>{(data) => <Services items={data.items} statuses={known} />}</Loaded>
      {failed !== undefined && <ProblemNote problem={toProblem(failed.error)} onRetry={() => { void failed.refetch(); }} />}
      {known.length > 0 && <Consumers statuses={known} />}
      {may('reports.projection.rebuild') && <RebuildPanel />}
    </div>
  );
}

function Services({ items, statuses }: { items: readonly ServiceHealth[]; statuses: readonly SystemStatus[] }) {
  const { t } = useTranslation();
  return (
    <div className="dk-scroll" role="region" tabIndex={0} aria-label={t('system.services')}>
      <table className="dk-table"><caption className="visually-hidden">{t('system.services')}</caption>
        <thead><tr>
          <th scope="col">{t('system.service')}</th><th scope="col">{t('rounds.state')}</th><th scope="col">{t('system.lacks')}</th><th scope="col" data-align="end">{t('system.took')}</th>
          <th scope="col" data-align="end">{t('system.outbox')}</th><th scope="col" data-align="end">{t('system.lag')}</th><th scope="col" data-align="end">{t('system.deadLetters')}</th><th scope="col">{t('system.directory')}</th>
        </tr></thead>
        <tbody>{items.map((one) => <Service key={one.service} health={one} status={statuses.find((status) => status.service === one.service)} />)}</tbody>
      </table>
    </div>
  );
}

function Service({ health, status }: { health: ServiceHealth; status: SystemStatus | undefined }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const letters = numberText(status?.deadLetters.reduce((sum, one) => sum + one.open, 0) ?? 0);
  return (
    <tr>
      <th scope="row">{t(`service.${health.service}`)}</th><td><StateTag code={health.state} /></td><td>{health.lacks.map(codeText).join(', ') || '–'}</td>
      <td data-align="end">{health.tookMs === null ? '–' : t('system.ms', { ms: numberText(health.tookMs) })}</td>
      {status === undefined ? <><td data-align="end">–</td><td data-align="end">–</td><td data-align="end">–</td><td>–</td></> : (
        <>
          <td data-align="end">{outboxText(status.outbox, t)}</td>
          <td data-align="end">{lagText(status)}</td>
          <td data-align="end">{may('platform.dead-letter.read') ? <Go to={`/system/dead-letters?service=${status.service}`}>{letters}</Go> : letters}</td>
          <td>{status.directory.source ? t('system.directorySource') : status.directory.completeAt === null ? '–' : instantText(status.directory.completeAt)}</td>
        </>
      )}
    </tr>
  );
}

/** Every consumer group with how far it is behind and what holds it up. */
function Consumers({ statuses }: { statuses: readonly SystemStatus[] }) {
  const { t } = useTranslation();
  return (
    <section className="panel stack"><h2>{t('system.consumers')}</h2>
      <div className="dk-scroll" role="region" tabIndex={0} aria-label={t('system.consumers')}>
        <table className="dk-table" data-dense="true"><caption className="visually-hidden">{t('system.consumers')}</caption>
          <thead><tr><th scope="col">{t('system.service')}</th><th scope="col">{t('system.consumer')}</th><th scope="col" data-align="end">{t('system.lag')}</th><th scope="col">{t('system.lacks')}</th></tr></thead>
          <tbody>{statuses.flatMap((status) => status.consumers.map((consumer) => (
            <tr key={consumer.group}><td>{t(`service.${status.service}`)}</td><td><code>{consumer.group}</code></td><td data-align="end">{consumer.lag === null ? '–' : numberText(consumer.lag)}</td><td>{consumer.reasons.map(codeText).join(', ') || '–'}</td></tr>
          )))}</tbody>
        </table>
      </div>
    </section>
  );
}

function outboxText(outbox: SystemStatus['outbox'], t: TFunction): string {
  if (!outbox.relayActive) return t('system.outboxElsewhere', { count: numberText(outbox.unpublished) });
  return t('system.outboxOf', { count: numberText(outbox.unpublished), seconds: numberText(Math.round(outbox.oldestSeconds)) });
}

/** The sum over the groups; unknown as soon as one is unknown. */
function lagText({ consumers }: SystemStatus): string {
  return consumers.some((one) => one.lag === null) ? '–' : numberText(consumers.reduce((sum, one) => sum + (one.lag ?? 0), 0));
}
