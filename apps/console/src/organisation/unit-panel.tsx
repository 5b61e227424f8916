import { getUnit, type UnitDetail } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../api/query';
import { useAsOf } from '../patterns/address/as-of';
import { Go } from '../patterns/address/go';
import { codeText, StateTag } from '../patterns/code/code-text';
import { dayText, numberText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { postTitle } from './post-title';

/** A unit on the day seen: where it stands, who leads it, how much is below. */
export function UnitPanel({ code }: { code: string }) {
  const { t } = useTranslation();
  const { query } = useAsOf();
  const unit = useRoute(getUnit, { params: { code }, query });
  return (
    <section className="panel stack" aria-label={t('organisation.unit')}>
      <Loaded query={unit}>{(data) => (
        <>
          <div className="row-spread"><h2><Go to={`/organisation/units/${data.code}`}>{data.name}</Go></h2><span className="row"><span className="tag">{codeText(`UNIT_${data.type}`)}</span><StateTag code={data.state} /></span></div>
          <UnitFacts unit={data} />
          <p><Go to={`/organisation/units/${data.code}`}>{t('organisation.openUnit')}</Go></p>
        </>
      )}</Loaded>
    </section>
  );
}

/** The facts of a unit on a day. */
export function UnitFacts({ unit }: { unit: UnitDetail }) {
  const { t } = useTranslation();
  const below = Object.entries(unit.descendants);
  return (
    <dl className="facts">
      <dt>{t('organisation.code')}</dt><dd>{unit.code}</dd>
      {unit.ancestors.length > 0 && <><dt>{t('organisation.under')}</dt><dd>{unit.ancestors.map((one) => one.name).join(' › ')}</dd></>}
      {unit.bloc !== null && <><dt>{t('organisation.bloc')}</dt><dd>{codeText(unit.bloc)}</dd></>}
      {unit.territories.length > 0 && <><dt>{t('organisation.territories')}</dt><dd>{unit.territories.join(', ')}</dd></>}
      <dt>{t('organisation.founded')}</dt><dd>{dayText(unit.foundedOn)}</dd>
      <dt>{t('organisation.soSince')}</dt><dd>{dayText(unit.validFrom)}{unit.validTo !== null && ` – ${dayText(unit.validTo)}`}</dd>
      {unit.successorCode !== null && <><dt>{t('organisation.successor')}</dt><dd><Go to={`/organisation/units/${unit.successorCode}`}>{unit.successorCode}</Go></dd></>}
      <dt>{t('organisation.head')}</dt><dd>{unit.head === null ? t('organisation.noHead') : `${unit.head.personName ?? '–'} (${postTitle(unit.head)})`}</dd>
      <dt>{t('organisation.below')}</dt><dd className="num">{below.length === 0 ? '0' : below.map(([level, count]) => `${numberText(count)} ${t(`level.${level}`).toLowerCase()}`).join(' · ')}</dd>
    </dl>
  );
}
