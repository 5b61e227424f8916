import { bridgeUnit, compareUnit, type UnitDetail } from '@doanket/contracts';
import { addDays } from '@doanket/kernel';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { findTerritories } from '../api/lookups';
import { useRoute } from '../api/query';
import { UnitName } from '../api/unit-name';
import { Go } from '../patterns/address/go';
import { innerDecisionFields } from '../patterns/form/decision-fields';
import { DayField } from '../patterns/form/day-field';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { dayText, numberText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { useSession } from '../shell/session';

/** An ended unit before and after: after its end the unions of the wards of its area, and only where a bridge says which those are (RPT-06). */
export function UnitComparison({ unit }: { unit: UnitDetail }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const [from, setFrom] = useState<string>(addDays(unit.validFrom, -1));
  const [to, setTo] = useState<string>(clock.today());
  const compared = useRoute(compareUnit, { params: { code: unit.code }, query: { from, to } }, { enabled: from < to, keepPrevious: true });
  return (
    <section className="panel stack"><div className="row-spread"><h2>{t('comparison.title')}</h2>
      <span className="row"><Doors doors={[{ key: 'bridge', label: t('comparison.bridge'), open: may('membership.unit.decide'), form: (close) => (
        <RecordDialog wide title={t('comparison.bridge')} onClose={close} route={bridgeUnit} params={{ code: unit.code }} draft={`unit/${unit.code}/bridge`} submit={t('comparison.bridge')} intro={t('comparison.bridgeHint')} initial={{ 'decision.decidedOn': clock.today() }}
          fields={[{ kind: 'lookups', name: 'territories', label: t('wardUnion.territories'), required: true, of: 'territories', find: findTerritories, atOnce: true }, ...innerDecisionFields(t, 'membership')]} />) }]} /></span></div>
      <div className="dk-fields">
        <DayField label={t('organisation.before')} value={from} onChange={(day) => { if (day !== null) setFrom(day); }} />
        <DayField label={t('organisation.after')} value={to} max={clock.today()} onChange={(day) => { if (day !== null) setTo(day); }} error={from < to ? undefined : t('form.endsBeforeStart')} />
      </div>
      <Loaded query={compared}>{({ before, after }) => (
        <dl className="facts">
          <dt>{dayText(before.day)}</dt><dd className="num">{t('comparison.side', { members: numberText(before.members), unions: numberText(before.unions) })}</dd>
          <dt>{dayText(to)}</dt><dd className="num">{after === null ? <span className="soft">{t('comparison.noBridge')}</span> : <>{t('comparison.side', { members: numberText(after.members), unions: numberText(after.unions) })}{after.bridged && <span className="soft small"> · {t('comparison.bridged', { n: after.unitCodes.length })}</span>}</>}</dd>
          {after?.bridged === true && after.unitCodes.length > 0 && <><dt>{t('comparison.successors')}</dt><dd><ul className="plain stack-s">{after.unitCodes.map((code) => <li key={code}><Go to={`/organisation/units/${code}`}><UnitName code={code} /></Go></li>)}</ul></dd></>}
        </dl>
      )}</Loaded>
    </section>
  );
}
