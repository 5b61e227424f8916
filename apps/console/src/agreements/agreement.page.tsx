import { amendAgreement, ballotAgreement, CLAUSE_KINDS, fileAgreement, getAgreement, signAgreement, voidAgreement, type AgreementView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { useRoute } from '../api/query';
import { Go } from '../patterns/address/go';
import { useParam } from '../patterns/address/page-params';
import { codeOptions, codeText, StateTag } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { dayText, numberText, periodText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';

/** One collective agreement with its steps and clauses. */
export function AgreementPage() {
  const { t } = useTranslation();
  const agreement = useRoute(getAgreement, { params: { id: useParam('id') } });
  return (
    <div className="page">
      <Loaded query={agreement}>{(data) => (
        <>
          <PageHead title={data.employerName} tags={<StateTag code={data.state} />} text={`${codeText(data.kind)} · ${data.unitName} · ${t('agreements.covers', { workers: numberText(data.workersCovered) })}`}><AgreementDoors agreement={data} /></PageHead>
          <section className="panel stack"><h2>{t('agreements.steps')}</h2>
            <ul className="plain dk-rows">
              <li className="row-spread"><span>{t('agreements.since', { day: dayText(data.negotiatingSince) })}</span><Go to={`/employers/${data.employerId}`}>{data.employerName}</Go></li>
              {data.ballot !== null && <li className="row-spread"><span>{codeText('BALLOTED')} · {dayText(data.ballot.on)}</span><span>{t('agreements.ballotLine', { agreed: numberText(data.ballot.agreed), workers: numberText(data.ballot.workers) })}</span></li>}
              {data.signedOn !== null && <li className="row-spread"><span>{codeText('SIGNED')} · {dayText(data.signedOn)}</span><span>{t('agreements.fileBy', { day: dayText(data.fileBy) })}</span></li>}
              {data.filedOn !== null && <li className="row-spread"><span>{codeText('FILED')} · {dayText(data.filedOn)}</span>{data.filedLate && <span className="tag tag-warn">{t('agreements.filedLate')}</span>}</li>}
              {data.validFrom !== null && <li className="row-spread"><span>{t('agreements.term')}</span><span>{periodText(data.validFrom, data.validTo)}{data.endedOn !== null && ` · ${t('agreements.endedOn', { day: dayText(data.endedOn) })}`}</span></li>}
            </ul></section>
          <section className="panel stack"><h2>{t('agreements.clauses')}</h2>
            {data.clauses.length === 0 ? <p className="soft">{t('agreements.noClauses')}</p> : <ul className="plain dk-rows">{data.clauses.map((clause, at) => <li key={at} className="stack-s"><span className="tag">{codeText(clause.kind)}</span><span>{clause.text}</span></li>)}</ul>}
            {data.amendments.map((amendment) => <p key={amendment.number} className="soft">{t('agreements.amended', { number: amendment.number, day: dayText(amendment.signedOn) })} {amendment.note}</p>)}
          </section>
        </>
      )}</Loaded>
    </div>
  );
}

function AgreementDoors({ agreement }: { agreement: AgreementView }) {
  const { t } = useTranslation();
  const keep = useSession().may('membership.agreement.keep');
  const params = { id: agreement.id };
  const at = (...states: AgreementView['state'][]): boolean => keep && states.includes(agreement.state);
  const today = clock.today();
  return (
    <Doors doors={[
      { key: 'ballot', label: t('agreements.ballot'), open: at('NEGOTIATING'), primary: true, form: (close) => (
        <RecordDialog route={ballotAgreement} params={params} title={t('agreements.ballot')} draft={`agreement/${agreement.id}/ballot`} submit={t('agreements.ballot')} onClose={close} intro={t('agreements.ballotHint')}
          fields={[{ kind: 'day', name: 'ballotedOn', label: t('agreements.ballotedOn'), required: true, max: today }, { kind: 'number', name: 'workers', label: t('agreements.voters'), required: true }, { kind: 'number', name: 'agreed', label: t('agreements.agreed'), required: true }]} />
      ) },
      { key: 'sign', label: t('agreements.sign'), open: at('BALLOTED'), primary: true, form: (close) => (
        <RecordDialog route={signAgreement} params={params} title={t('agreements.sign')} draft={`agreement/${agreement.id}/sign`} submit={t('agreements.sign')} onClose={close} intro={t('agreements.signHint')}
          fields={[{ kind: 'day', name: 'signedOn', label: t('agreements.signedOn'), required: true, max: today }, { kind: 'day', name: 'validFrom', label: t('agreements.validFrom'), required: true }, { kind: 'day', name: 'validTo', label: t('agreements.validTo'), required: true }]} />
      ) },
      { key: 'file', label: t('agreements.file'), open: at('SIGNED'), primary: true, form: (close) => (
        <RecordDialog route={fileAgreement} params={params} title={t('agreements.file')} draft={`agreement/${agreement.id}/file`} submit={t('agreements.file')} onClose={close} intro={t('agreements.fileBy', { day: dayText(agreement.fileBy) })}
          fields={[{ kind: 'day', name: 'filedOn', label: t('agreements.filedOn'), required: true, max: today }]} />
      ) },
      { key: 'amend', label: t('agreements.amend'), open: at('IN_FORCE', 'EXPIRING'), form: (close) => (
        <RecordDialog wide route={amendAgreement} params={params} title={t('agreements.amend')} draft={`agreement/${agreement.id}/amend`} submit={t('agreements.amend')} onClose={close} initial={{ clauses: agreement.clauses }}
          fields={[
            { kind: 'text', name: 'number', label: t('agreements.number'), required: true, maxLength: 60 }, { kind: 'day', name: 'signedOn', label: t('agreements.signedOn'), required: true, max: today }, { kind: 'long', name: 'note', label: t('agreements.note'), required: true, maxLength: 1000 },
            { kind: 'lines', name: 'clauses', label: t('agreements.clauses'), add: t('agreements.addClause'), line: (n) => t('agreements.clauseLine', { n }), max: 100, of: [
              { kind: 'choice', name: 'kind', label: t('agreements.clause'), required: true, options: codeOptions(CLAUSE_KINDS) }, { kind: 'long', name: 'text', label: t('agreements.clauseText'), required: true, rows: 2, maxLength: 2000 },
            ] },
          ]} />
      ) },
      { key: 'void', label: t('agreements.void'), open: at('NEGOTIATING', 'BALLOTED', 'SIGNED', 'FILED', 'IN_FORCE', 'EXPIRING'), danger: true, form: (close) => (
        <RecordDialog danger route={voidAgreement} params={params} title={t('agreements.void')} draft={`agreement/${agreement.id}/void`} submit={t('agreements.void')} onClose={close}
          fields={[{ kind: 'day', name: 'on', label: t('agreements.voidFrom'), required: true, max: today }, { kind: 'long', name: 'reason', label: t('agreements.reason'), required: true, maxLength: 1000 }]} />
      ) },
    ]} />
  );
}
