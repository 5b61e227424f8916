import { getHousingCase, type HousingView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../api/query';
import { codeText, OverdueTag } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import { dayText, vndText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { useSession } from '../shell/session';
import { Hardship } from './hardship';
import { HousingForm } from './housing-form';

/** What a housing case says, with the ceiling that holds; a draft is changed here by the unit that wrote it. */
export function HousingFacts({ housing }: { housing: HousingView }) {
  const { t } = useTranslation();
  const { may, post } = useSession();
  return (
    <section className="panel stack" aria-label={t('welfare.facts')}>
      <div className="row-spread"><h2>{t('welfare.facts')}</h2>
        <Doors doors={[{ key: 'change', label: t('welfare.changeCase'), open: housing.state === 'DRAFT' && post?.unitCode === housing.unitCode && may('welfare.housing.apply'), form: (close) => <HousingForm housing={housing} onClose={close} /> }]} /></div>
      <dl className="facts">
        <dt>{t('welfare.caseNo')}</dt><dd>{housing.caseNo}</dd>
        <dt>{t('welfare.member')}</dt><dd>{housing.memberName}{housing.memberSince !== null && <span className="soft small"> · {t('welfare.memberSinceDay', { day: dayText(housing.memberSince) })}</span>}</dd>
        <dt>{t('welfare.kind')}</dt><dd>{codeText(housing.housingKind)}</dd>
        <dt>{t('welfare.amount')}</dt><dd className="num">{vndText(housing.amountVnd)}{housing.ceilingVnd !== null && <span className="soft small"> · {t('welfare.ceiling', { amount: vndText(housing.ceilingVnd), source: housing.ceilingDecision ?? '–' })}</span>}</dd>
        <dt>{t('welfare.landRight')}</dt><dd>{codeText(housing.landRight)}</dd>
        <dt>{t('welfare.place')}</dt><dd>{housing.place ?? '–'}</dd>
        <dt>{t('welfare.dossierDue')}</dt><dd>{dayText(housing.dossierDueOn)} {housing.overdue && <OverdueTag />}</dd>
        <dt>{t('welfare.workDue')}</dt><dd>{dayText(housing.workDueOn)}</dd>
        <dt>{t('welfare.approvedOn')}</dt><dd>{dayText(housing.approvedOn)}</dd>
        <dt>{t('welfare.paidOn')}</dt><dd>{dayText(housing.paidOn)}</dd>
        <dt>{t('welfare.workDoneOn')}</dt><dd>{dayText(housing.workDoneOn)}</dd>
        <dt>{t('welfare.handedOverOn')}</dt><dd>{dayText(housing.handedOverOn)}</dd>
      </dl>
      <Hardship id={housing.id} />
    </section>
  );
}

/** The case inside its dossier. */
export function HousingSubject({ id }: { id: string }) {
  const housing = useRoute(getHousingCase, { params: { id } });
  return <Loaded query={housing}>{(data) => <HousingFacts housing={data} />}</Loaded>;
}
