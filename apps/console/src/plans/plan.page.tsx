import { getPlan, listAdoptions, listOccasions, type AdoptionView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../api/query';
import { Go } from '../patterns/address/go';
import { useParam } from '../patterns/address/page-params';
import { codeText, StateTag } from '../patterns/code/code-text';
import { dayText, figureText, numberText, percentOf, periodText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { PlanDoors } from './plan-doors';

/** A plan: themes, rounds, targets, and who adopted it. */
export function PlanPage() {
  const { t } = useTranslation();
  const code = useParam('code');
  const plan = useRoute(getPlan, { params: { code } });
  const asked = (plan.data?.occasionCodes.length ?? 0) > 0;
  const occasions = useRoute(listOccasions, { query: { limit: 100, ...(plan.data === undefined ? {} : { year: plan.data.year }) } }, { enabled: asked });
  const occasionText = (occasion: string): string => { const one = occasions.data?.items.find((entry) => entry.code === occasion); return one === undefined ? occasion : one.day === null ? one.name : `${one.name} (${dayText(one.day)})`; };
  const columns: Column<AdoptionView>[] = [
    { key: 'unit', title: t('organisation.unit'), show: (row) => row.unitName, always: true },
    { key: 'state', title: t('rounds.state'), show: (row) => <StateTag code={row.state} />, text: (row) => codeText(row.state) },
    { key: 'adopted', title: t('plans.adoptedOn'), show: (row) => dayText(row.adoptedOn) },
    { key: 'report', title: t('plans.report'), show: (row) => row.report ?? '–' },
  ];
  return (
    <div className="page">
      <Loaded query={plan}>{(data) => (
        <>
          <PageHead title={data.title} text={t('plans.about', { number: data.number, day: dayText(data.issuedOn), unit: data.unitName })}><PlanDoors plan={data} /></PageHead>
          <div className="grid-2">
            <section className="panel stack"><h2>{t('plans.facts')}</h2>
              <dl className="facts">
                <dt>{t('rounds.period')}</dt><dd>{periodText(data.startsOn, data.endsOn)}</dd>
                {data.themes.map((theme) => <FactRow key={theme.kind} name={t(`plans.theme_${theme.kind}`)} value={theme.text} />)}
                {data.occasionCodes.length > 0 && <><dt>{t('plans.occasions')}</dt><dd>{data.occasionCodes.map(occasionText).join('; ')}</dd></>}
                <dt>{t('plans.blocs')}</dt><dd>{data.blocs.length === 0 ? t('plans.allBlocs') : data.blocs.map(codeText).join(', ')}</dd>
                <dt>{t('plans.adoption')}</dt><dd className="num">{t('plans.adoptionRate', { adopted: numberText(data.adoption.adopted), asked: numberText(data.adoption.asked) })}{data.adoption.percent !== null && ` (${percentOf(data.adoption.percent)})`}</dd>
                {data.parentPlanCode !== null && <><dt>{t('plans.parent')}</dt><dd><Go to={`/emulation/plans/${data.parentPlanCode}`}>{data.parentPlanCode}</Go></dd></>}
              </dl></section>
            <section className="panel stack"><h2>{t('plans.rounds')}</h2>
              {data.rounds.length === 0 && <p className="soft">{t('plans.noRounds')}</p>}
              <ul className="plain dk-rows">{data.rounds.map((round) => (
                <li key={round.code} className="row-spread"><Go to={`/emulation/rounds/${round.code}`}>{t('rounds.ordinal', { ordinal: round.ordinal, year: data.year })}{round.label !== null && ` (${round.label})`}</Go>
                  <span className="row"><span className="soft small">{round.startsOn === null ? t('plans.noDates') : periodText(round.startsOn, round.endsOn)}</span><StateTag code={round.state} /></span></li>
              ))}</ul>
              {data.targets.length > 0 && <><h3>{t('rounds.targets')}</h3><ul className="plain dk-rows">{data.targets.map((target) => <li key={target.id} className="row-spread"><span>{target.title}</span><span className="strong">{t(`rounds.is_${target.comparator}`, { value: figureText({ reported: true, value: target.threshold, valueUnit: target.valueUnit }) })}</span></li>)}</ul></>}
            </section>
          </div>
          <section className="stack"><h2>{t('plans.adoptions')}</h2>
            <RecordList id="adoptions" label={t('plans.adoptions')} columns={columns} source={routeSource(listAdoptions, { params: { code } })} rowKey={(row) => row.id} empty={t('plans.noAdoptions')} /></section>
        </>
      )}</Loaded>
    </div>
  );
}

function FactRow({ name, value }: { name: string; value: string }) {
  return <><dt>{name}</dt><dd>{value}</dd></>;
}
