import { getMemberCard, readIdentifiers, readSensitiveFacts, renewMemberCard } from '@doanket/contracts';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call';
import { toProblem, type Problem } from '../api/problem';
import { useRoute, useSend } from '../api/query';
import { Dialog } from '../patterns/form/dialog';
import { TextField } from '../patterns/form/fields';
import { dayText } from '../patterns/format/format';
import { ProblemNote } from '../patterns/problem/problem-note';
import './members.css';

/** Identifiers in full. */
export function UnmaskDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <ReasonedDialog title={t('people.unmask')} hint={t('people.unmaskHint')} onClose={onClose} read={(reason) => call(readIdentifiers, { params: { id }, query: { reason } })}
      show={(seen) => <><dt>{t('people.personalId')}</dt><dd className="num">{seen.personalId ?? '–'}</dd><dt>{t('people.socialInsuranceNo')}</dt><dd className="num">{seen.socialInsuranceNo ?? '–'}</dd><dt>{t('people.passportNo')}</dt><dd className="num">{seen.passportNo ?? '–'}</dd></>} />
  );
}

/** Sensitive facts, which no profile shows. */
export function SensitiveDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <ReasonedDialog title={t('people.showSensitive')} hint={t('people.unmaskHint')} onClose={onClose} read={(reason) => call(readSensitiveFacts, { params: { id }, query: { reason } })}
      show={({ partyMember }) => <><dt>{t('people.partyMember')}</dt><dd>{partyMember === null ? '–' : t(partyMember ? 'people.yes' : 'people.no')}</dd></>} />
  );
}

/** A reason first, then what was asked for, kept in no cache and gone when the dialog closes. */
function ReasonedDialog<Seen>({ title, hint, onClose, read, show }: { title: string; hint: string; onClose: () => void; read: (reason: string) => Promise<Seen>; show: (seen: Seen) => ReactNode }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [seen, setSeen] = useState<{ readonly what: Seen } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const look = (): void => {
    read(reason.trim()).then((what) => setSeen({ what }), (error: unknown) => setProblem(toProblem(error)));
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="stack">
        <p className="soft">{hint}</p>
        {seen === null
          ? <><TextField label={t('form.reason')} required rows={2} value={reason} onChange={setReason} /><Button type="primary" disabled={reason.trim() === ''} onClick={look}>{t('people.show')}</Button></>
          : <dl className="facts">{show(seen.what)}</dl>}
        {problem !== null && <ProblemNote problem={problem} />}
      </div>
    </Dialog>
  );
}

/** The digital card with its code, issued and renewed here. */
export function CardDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const card = useRoute(getMemberCard, { params: { id } });
  const renew = useSend(renewMemberCard, { repeatable: true });
  const shown = card.data;
  return (
    <Dialog title={t('people.card')} onClose={onClose}>
      <div className="stack">
        {shown !== undefined && (
          <figure className="panel stack dk-member-card">
            <p className="strong">{t('people.cardTitle')}</p>
            <p className="dk-member-card-name">{shown.fullName}</p>
            <p>{shown.unitName}</p>
            <p className="soft num">{shown.cardNo} · {t('people.memberSince')} {dayText(shown.memberSince)}</p>
            <img alt={t('people.cardQr')} width={160} height={160} src={`data:image/svg+xml;utf8,${encodeURIComponent(shown.qrSvg)}`} />
            <figcaption className="soft small">{t('people.cardHint')}</figcaption>
          </figure>
        )}
        {shown === undefined && card.error !== null && <p className="soft">{t('people.noCard')}</p>}
        <Button loading={renew.isPending} onClick={() => renew.mutate({ params: { id }, body: {} })}>{t(shown === undefined ? 'people.issueCard' : 'people.renewCard')}</Button>
        {renew.error !== null && <ProblemNote problem={renew.error} />}
      </div>
    </Dialog>
  );
}
