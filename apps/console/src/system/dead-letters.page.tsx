import { DEAD_LETTER_STATES, deadLetterRoutesOf, DOMAIN_SERVICES, type DeadLetterView, type DomainService } from '@doanket/contracts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../patterns/address/address';
import { codeOptions, codeText, StateTag } from '../patterns/code/code-text';
import { instantText, numberText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';

/** Messages a service could not handle, and what waits behind each. */
export function DeadLettersPage() {
  const { t } = useTranslation();
  const { search, change } = useAddress();
  const service = (DOMAIN_SERVICES as readonly string[]).includes(search['service'] ?? '') ? (search['service'] as DomainService) : DOMAIN_SERVICES[0];
  const source = useMemo(() => routeSource(deadLetterRoutesOf(service).listDeadLetters), [service]);
  const columns: Column<DeadLetterView>[] = [
    { key: 'type', title: t('system.event'), show: (row) => row.eventType ?? t('system.unknownEvent'), always: true },
    { key: 'reason', title: t('system.reason'), show: (row) => codeText(`LETTER_${row.reason}`) },
    { key: 'error', title: t('system.error'), show: (row) => row.errorCode ?? '–' },
    { key: 'place', title: t('system.place'), show: (row) => `${row.topic} · ${row.partition} · ${row.offset}` },
    { key: 'waiting', title: t('system.waiting'), show: (row) => numberText(row.waitingBehind), align: 'end' },
    { key: 'attempts', title: t('system.attempts'), show: (row) => numberText(row.attempts), align: 'end', hiddenAtFirst: true },
    { key: 'last', title: t('system.lastFailed'), show: (row) => instantText(row.lastFailedAt) },
    { key: 'state', title: t('rounds.state'), show: (row) => <StateTag code={row.state} />, text: (row) => row.state },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.deadLetters')} text={t('system.deadLettersHint')} />
      <div className="row" role="group" aria-label={t('system.service')}>
        {DOMAIN_SERVICES.map((one) => <button key={one} type="button" className="dk-chip" data-set={one === service} aria-pressed={one === service} onClick={() => change({ service: one })}>{t(`service.${one}`)}</button>)}
      </div>
      <RecordList key={service} id="dead-letters" label={t('nav.deadLetters')} columns={columns} source={source} rowKey={(row) => row.id} href={(row) => `/system/dead-letters/${service}/${row.id}`}
        filters={[{ key: 'state', label: t('rounds.state'), options: codeOptions(DEAD_LETTER_STATES) }, { key: 'topic', label: t('system.topic') }]} empty={t('system.noDeadLetters')} />
    </div>
  );
}
