import { correctCertificate, getHolding, printCertificate, type HoldingView } from '@doanket/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call';
import { useRoute } from '../api/query';
import { RoundName } from '../api/unit-name';
import { Go } from '../patterns/address/go';
import { useParam } from '../patterns/address/page-params';
import { codeText, StateTag } from '../patterns/code/code-text';
import { FilePreview } from '../patterns/dossier/file-preview';
import { RecordDialog } from '../patterns/form/record-form';
import { dayText, vndText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { RevokeDialog } from './revoke-dialog';

/** One award with its certificate. */
export function HoldingPage() {
  const { t } = useTranslation();
  const id = useParam('id');
  const { may } = useSession();
  const holding = useRoute(getHolding, { params: { id } });
  const [doing, setDoing] = useState<'certificate' | 'correct' | 'revoke' | null>(null);
  const close = (): void => setDoing(null);
  return (
    <div className="page">
      <Loaded query={holding}>{(data) => (
        <>
          <PageHead title={data.name} tags={<StateTag code={data.state} />} text={`${data.titleName} · ${t(`level.${data.level}`)} · ${data.year}`}>
            {may('awards.title.revoke') && data.state !== 'REVOKED' && <><Button onClick={() => setDoing('correct')}>{t('awards.correct')}</Button><Button danger onClick={() => setDoing('revoke')}>{t('awards.revoke')}</Button></>}
            {may('awards.certificate.print') && <Button type="primary" onClick={() => setDoing('certificate')}>{t('awards.certificate')}</Button>}
          </PageHead>
          <section className="panel stack dk-gold"><h2>{t('awards.facts')}</h2>
            <dl className="facts">
              <dt>{t('organisation.unit')}</dt><dd><Go to={`/organisation/units/${data.unitCode}?asOf=${data.decidedOn}`}>{data.unitName}</Go></dd>
              <dt>{t('awards.receiverKind')}</dt><dd>{codeText(data.receiverKind)}{data.directWorker === true && ` · ${t('awards.directWorker')}`}{data.tier !== null && ` · ${t('awards.tier', { tier: data.tier })}`}{data.delegate && ` · ${t('awards.delegate')}`}</dd>
              <dt>{t('awards.decision')}</dt><dd><Go to={`/awards/decisions/${data.decisionId}`}>{data.decisionNumber}</Go> · {dayText(data.decidedOn)}</dd>
              <dt>{t('contests.certificateNo')}</dt><dd>{data.certificateNo}</dd>
              <dt>{t('contests.amount')}</dt><dd className="num">{vndText(data.amountVnd)}</dd>
              {data.round !== null && <><dt>{t('rounds.round')}</dt><dd><Go to={`/emulation/rounds/${data.round}`}><RoundName code={data.round} /></Go></dd></>}
              {data.standsOn !== null && <><dt>{t('awards.standsOn')}</dt><dd><Go to={`/awards/${data.standsOn}`}>{t('awards.openBelow')}</Go></dd></>}
              {data.presentedOn !== null && <><dt>{t('awards.presentedOn')}</dt><dd>{dayText(data.presentedOn)}{data.presentedIn !== null && ` · ${data.presentedIn}`}</dd></>}
              {data.revokedOn !== null && <><dt>{t('awards.revokedOn')}</dt><dd>{dayText(data.revokedOn)}</dd></>}
            </dl></section>
          {doing === 'certificate' && <FilePreview title={`${data.certificateNo}.pdf`} contentType="application/pdf" load={async () => (await call(printCertificate, { params: { id } })) as Blob} onClose={close} />}
          {doing === 'correct' && <CorrectDialog holding={data} onClose={close} />}
          {doing === 'revoke' && <RevokeDialog holding={data} onClose={close} />}
        </>
      )}</Loaded>
    </div>
  );
}

function CorrectDialog({ holding, onClose }: { holding: HoldingView; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <RecordDialog title={t('awards.correct')} onClose={onClose} route={correctCertificate} params={{ id: holding.id }} draft={`holding/${holding.id}/correct`} submit={t('awards.correct')} initial={{ name: holding.name }}
      fields={[
        { kind: 'text', name: 'name', label: t('awards.correctName'), required: true, maxLength: 300, hint: t('awards.correctHint') },
        { kind: 'long', name: 'reason', label: t('form.reason'), required: true, rows: 3, maxLength: 1000 },
      ]} />
  );
}
