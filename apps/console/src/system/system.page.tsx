import { deadLetterRoutesOf, DOMAIN_SERVICES, listServiceHealth } from '@doanket/contracts';
import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call';
import { useRoute } from '../api/query';
import { Go } from '../patterns/address/go';
import { codeText, StateTag } from '../patterns/code/code-text';
import { numberText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';

const REFRESH_MS = 5_000;
const LETTERS = DOMAIN_SERVICES.map((service) => ({ service, route: deadLetterRoutesOf(service).listDeadLetters }));

/** Which services answer, and what they could not handle. */
export function SystemPage() {
  const { t } = useTranslation();
  const health = useRoute(listServiceHealth, {}, { refetchIntervalMs: REFRESH_MS });
  const letters = useQueries({ queries: LETTERS.map(({ service, route }) => ({
    queryKey: [service, 'deadLetterCount'], refetchInterval: REFRESH_MS, retry: false,
    queryFn: async ({ signal }: { signal: AbortSignal }) => { const page = await call(route, { query: { limit: 100 } }, { signal }); return { count: page.items.length, more: page.nextCursor !== null }; },
  })) });
  return (
    <div className="page">
      <PageHead title={t('system.title')} text={t('system.hint')} />
      <Loaded query={health}>{(data) => (
        <div className="dk-scroll" role="region" tabIndex={0} aria-label={t('system.services')}>
          <table className="dk-table"><caption className="visually-hidden">{t('system.services')}</caption>
            <thead><tr><th scope="col">{t('system.service')}</th><th scope="col">{t('rounds.state')}</th><th scope="col">{t('system.lacks')}</th><th scope="col" data-align="end">{t('system.took')}</th><th scope="col" data-align="end">{t('system.deadLetters')}</th></tr></thead>
            <tbody>{data.items.map((one) => {
              const index = LETTERS.findIndex((letter) => letter.service === one.service);
              const answer = letters[index]?.data;
              return (
                <tr key={one.service}>
                  <td className="strong">{t(`service.${one.service}`)}</td><td><StateTag code={one.state} /></td><td>{one.lacks.map(codeText).join(', ') || '–'}</td>
                  <td data-align="end">{one.tookMs === null ? '–' : t('system.ms', { ms: numberText(one.tookMs) })}</td>
                  <td data-align="end">{index < 0 || answer === undefined ? '–' : <Go to={`/system/dead-letters?service=${one.service}`}>{numberText(answer.count)}{answer.more && '+'}</Go>}</td>
                </tr>
              );
            })}</tbody></table>
        </div>
      )}</Loaded>
    </div>
  );
}
