import { deadLetterRoutesOf, DOMAIN_SERVICES, type DeadLetterDetail, type DomainService } from '@doanket/contracts';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRoute, useSend } from '../api/query';
import { useParam } from '../patterns/address/page-params';
import { codeText, StateTag } from '../patterns/code/code-text';
import { Dialog } from '../patterns/form/dialog';
import { ReasonForm } from '../patterns/form/reason-form';
import { bytesText, instantText, numberText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useToast } from '../patterns/toast';
import { NotFound } from '../shell/not-found';
import { useSession } from '../shell/session';

/** One dead letter with its message; replaying or discarding it asks why and is audited. */
export function DeadLetterPage() {
  const service = useParam('service');
  const id = useParam('id');
  return (DOMAIN_SERVICES as readonly string[]).includes(service) ? <Letter service={service as DomainService} id={id} /> : <NotFound />;
}

function Letter({ service, id }: { service: DomainService; id: string }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const routes = useMemo(() => deadLetterRoutesOf(service), [service]);
  const letter = useRoute(routes.getDeadLetter, { params: { id } });
  const [doing, setDoing] = useState<'replay' | 'discard' | null>(null);
  return (
    <div className="page">
      <Loaded query={letter}>{(data) => (
        <>
          <PageHead title={data.eventType ?? t('system.unknownEvent')} tags={<StateTag code={data.state} />} text={`${t(`service.${service}`)} · ${codeText(`LETTER_${data.reason}`)}`}>
            {may('platform.dead-letter.manage') && data.state === 'OPEN' && <><Button type="primary" onClick={() => setDoing('replay')}>{t('system.replay')}</Button><Button danger onClick={() => setDoing('discard')}>{t('system.discard')}</Button></>}
          </PageHead>
          <Facts letter={data} />
          <section className="panel stack"><h2>{t('system.payload', { size: bytesText(data.payloadBytes) })}</h2><pre className="dk-payload" tabIndex={0} aria-label={t('system.payloadLabel')}>{data.payloadText ?? t('system.noPayload')}</pre></section>
          {doing !== null && <ActDialog service={service} id={id} doing={doing} waiting={data.waitingBehind} onClose={() => setDoing(null)} />}
        </>
      )}</Loaded>
    </div>
  );
}

function Facts({ letter }: { letter: DeadLetterDetail }) {
  const { t } = useTranslation();
  return (
    <section className="panel"><dl className="facts">
      <dt>{t('system.place')}</dt><dd>{letter.topic} · {letter.partition} · {letter.offset}</dd>
      <dt>{t('system.key')}</dt><dd>{letter.messageKey ?? '–'}</dd>
      <dt>{t('system.error')}</dt><dd>{letter.errorCode ?? '–'} {letter.errorText}</dd>
      <dt>{t('system.attempts')}</dt><dd>{numberText(letter.attempts)}</dd>
      <dt>{t('system.waiting')}</dt><dd>{numberText(letter.waitingBehind)}{letter.blocking && ` · ${t('system.blocking')}`}</dd>
      <dt>{t('system.firstFailed')}</dt><dd>{instantText(letter.firstFailedAt)}</dd>
      <dt>{t('system.lastFailed')}</dt><dd>{instantText(letter.lastFailedAt)}</dd>
      {letter.closedAt !== null && <><dt>{t('system.closed')}</dt><dd>{instantText(letter.closedAt)} · {letter.closedWhy}</dd></>}
      <dt>{t('system.trace')}</dt><dd><code>{letter.traceId ?? '–'}</code></dd>
    </dl></section>
  );
}

function ActDialog({ service, id, doing, waiting, onClose }: { service: DomainService; id: string; doing: 'replay' | 'discard'; waiting: number; onClose: () => void }) {
  const { t } = useTranslation();
  const say = useToast();
  const routes = useMemo(() => deadLetterRoutesOf(service), [service]);
  const options = { repeatable: true, onDone: (outcome: { closed: number; stillWaiting: number; stoppedAt: string | null }) => { say(t(outcome.stoppedAt === null ? 'system.handled' : 'system.stopped', { closed: outcome.closed, waiting: outcome.stillWaiting })); onClose(); } };
  const replay = useSend(routes.replayDeadLetter, options);
  const discard = useSend(routes.discardDeadLetter, options);
  const act = doing === 'replay' ? replay : discard;
  return (
    <Dialog title={t(`system.${doing}`)} onClose={onClose}>
      <ReasonForm draft={`dead-letter/${id}/${doing}`} label={t('form.reason')} pointer="/body/why" submit={t(`system.${doing}`)} danger={doing === 'discard'} busy={act.isPending} problem={act.error} onCancel={onClose} hint={t('system.actHint', { count: waiting })}
        onSubmit={(why) => act.mutate({ params: { id }, body: { why } })} />
    </Dialog>
  );
}
