import { decideAtCeremony, getCeremony, listAtCeremony, removeFromCeremony, type CeremonyDetail } from '@doanket/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { uploadTo } from '../api/files';
import { findSubmittedFoundings, findUnitChoices } from '../api/lookups';
import { useRoute } from '../api/query';
import { Go } from '../patterns/address/go';
import { useParam } from '../patterns/address/page-params';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { dayText, numberText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';

type Entry = CeremonyDetail['entries'][number];

/** The programme of a ceremony, for print: decisions by number, and the gaps between the numbers (ORG-03). */
export function CeremonyPage() {
  const { t } = useTranslation();
  const code = useParam('code');
  const ceremony = useRoute(getCeremony, { params: { code } });
  return (
    <div className="page">
      <Loaded query={ceremony}>{(data) => (
        <>
          <PageHead title={data.name} text={`${dayText(data.heldOn)} · ${data.place}`}>
            <Button onClick={() => window.print()}>{t('ceremonies.print')}</Button>
            <CeremonyDoors ceremony={data} />
          </PageHead>
          <Programme ceremony={data} />
        </>
      )}</Loaded>
    </div>
  );
}

function CeremonyDoors({ ceremony }: { ceremony: CeremonyDetail }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const params = { code: ceremony.code };
  const open = may('membership.unit.decide');
  const file = { kind: 'file', name: 'fileId', label: t('ceremonies.file'), hint: t('ceremonies.fileHint'), upload: uploadTo('membership') } as const;
  return (
    <Doors doors={[
      { key: 'list', label: t('ceremonies.list'), open, form: (close) => (
        <RecordDialog title={t('ceremonies.list')} onClose={close} route={listAtCeremony} params={params} draft={`ceremony/${ceremony.code}/list`} submit={t('ceremonies.list')} intro={t('ceremonies.listHint')}
          fields={[{ kind: 'lookups', name: 'unitCodes', label: t('ceremonies.unions'), required: true, of: 'units', find: findUnitChoices }]} />) },
      { key: 'decide', label: t('ceremonies.decide'), primary: true, open, form: (close) => (
        <RecordDialog wide title={t('ceremonies.decide')} onClose={close} route={decideAtCeremony} params={params} draft={`ceremony/${ceremony.code}/decide`} submit={t('ceremonies.decide')} intro={t('ceremonies.decideHint')} initial={{ decidedOn: clock.today() }} touches={['reports', 'campaigns', 'awards', 'welfare', 'initiatives']}
          fields={[
            { kind: 'day', name: 'decidedOn', label: t('dossier.decidedOn'), required: true, max: clock.today() }, { ...file, required: true },
            { kind: 'lines', name: 'foundings', label: t('ceremonies.foundings'), required: true, add: t('ceremonies.addFounding'), max: 200, line: (n) => t('ceremonies.founding', { n }), of: [
              { kind: 'lookup', name: 'foundingId', label: t('foundings.name'), required: true, of: 'submitted-foundings', find: findSubmittedFoundings, atOnce: true },
              { kind: 'text', name: 'number', label: t('dossier.number'), required: true, maxLength: 60, hint: t('dossier.numberHint') },
            ] },
          ]} />) },
    ]} />
  );
}

function Programme({ ceremony }: { ceremony: CeremonyDetail }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const [removing, setRemoving] = useState<Entry | null>(null);
  const shown = ceremony.entries.filter((entry) => entry.removedBecause === null);
  const removed = ceremony.entries.filter((entry) => entry.removedBecause !== null);
  return (
    <>
      <section className="panel stack"><h2>{t('ceremonies.programme', { n: numberText(shown.length) })}</h2>
        {shown.length === 0 ? <p className="soft">{t('ceremonies.empty')}</p> : (
          <ol className="plain dk-rows">{shown.map((entry) => (
            <li key={entry.unitCode} className="row-spread">
              <span><Go to={`/organisation/units/${entry.unitCode}`} className="strong">{entry.unitName}</Go><br /><span className="soft small">{t('ceremonies.byDecision', { number: entry.number, day: dayText(entry.decidedOn) })}</span></span>
              {may('membership.unit.decide') && <Button className="no-print" size="small" aria-label={t('ceremonies.removeOf', { unit: entry.unitName })} onClick={() => setRemoving(entry)}>{t('ceremonies.remove')}</Button>}
            </li>
          ))}</ol>
        )}
      </section>
      {ceremony.gaps.length > 0 && (
        <section className="panel stack"><h2>{t('ceremonies.gaps')}</h2><p className="soft">{t('ceremonies.gapsHint')}</p>
          <ul className="plain dk-rows">{ceremony.gaps.map((gap) => <li key={gap.number} className="row-spread"><span className="num">{numberText(gap.number)}</span><span className="soft">{gap.unitCode === null ? t('ceremonies.unused') : t('ceremonies.takenOff', { unit: ceremony.entries.find((entry) => entry.unitCode === gap.unitCode)?.unitName ?? gap.unitCode })}</span></li>)}</ul>
        </section>
      )}
      {removed.length > 0 && (
        <section className="panel stack"><h2>{t('ceremonies.removed')}</h2>
          <ul className="plain dk-rows">{removed.map((entry) => <li key={entry.unitCode}><Go to={`/organisation/units/${entry.unitCode}`}>{entry.unitName}</Go> <span className="soft small">{entry.number} · {entry.removedBecause}</span></li>)}</ul>
        </section>
      )}
      {removing !== null && (
        <RecordDialog title={t('ceremonies.removeOf', { unit: removing.unitName })} onClose={() => setRemoving(null)} route={removeFromCeremony} params={{ code: ceremony.code }} draft={`ceremony/${ceremony.code}/remove/${removing.unitCode}`} submit={t('ceremonies.remove')} danger intro={t('ceremonies.removeHint')} extra={{ unitCode: removing.unitCode }}
          fields={[{ kind: 'long', name: 'reason', label: t('form.reason'), required: true, rows: 2, maxLength: 500 }]} />
      )}
    </>
  );
}
