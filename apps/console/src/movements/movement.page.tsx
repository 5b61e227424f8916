import { getMovement } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { useIndicatorNames } from '../api/indicator-names';
import { useRoute } from '../api/query';
import { Go } from '../patterns/address/go';
import { useParam } from '../patterns/address/page-params';
import { StateTag } from '../patterns/code/code-text';
import { dayText, figureText, periodText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { TargetTable } from '../rounds/target-table';
import { useSession } from '../shell/session';
import { MovementDoors } from './movement-doors';

/** A movement with its yearly results; the years add up. */
export function MovementPage() {
  const { t } = useTranslation();
  const code = useParam('code');
  const movement = useRoute(getMovement, { params: { code } });
  const nameOf = useIndicatorNames();
  const { post } = useSession();
  return (
    <div className="page">
      <Loaded query={movement}>{(data) => {
        const years = [...new Set(data.figures.flatMap((figure) => figure.byYear.map((one) => one.year)))].sort();
        return (
          <>
            <PageHead title={data.title} tags={<StateTag code={`MOVEMENT_${data.state}`} />} text={`${data.unitName} · ${periodText(data.startsOn, data.endsOn)}${data.conferenceOn === null ? '' : ` · ${t('movements.conference', { day: dayText(data.conferenceOn) })}`}`}>
              {data.previousCode !== null && <Go to={`/emulation/movements/${data.previousCode}`}>{t('movements.previous')}</Go>}
              {data.nextCode !== null && <Go to={`/emulation/movements/${data.nextCode}`}>{t('movements.next')}</Go>}
              <MovementDoors movement={data} />
            </PageHead>
            {data.figures.length === 0 ? <p className="soft">{t('movements.noFigures')}</p> : <div className="dk-scroll" role="region" tabIndex={0} aria-label={t('movements.results')}>
              <table className="dk-table dk-side"><caption className="visually-hidden">{t('movements.results')}</caption>
                <thead><tr><th scope="col">{t('side.indicator')}</th>{years.map((year) => <th key={year} scope="col" data-align="end">{year}</th>)}<th scope="col" data-align="end">{t('movements.total')}</th></tr></thead>
                <tbody>{data.figures.map((figure) => (
                  <tr key={figure.indicator}><th scope="row">{nameOf(figure.indicator)}</th>
                    {years.map((year) => { const one = figure.byYear.find((part) => part.year === year); return <td key={year} data-align="end">{one === undefined ? '–' : figureText({ ...figure, value: one.value, reported: true })}</td>; })}
                    <td data-align="end" className="strong"><Go to={`/reports/records?indicator=${figure.indicator}&unit=${data.unitCode}&from=${data.startsOn}&to=${data.endsOn}`}>{figureText({ ...figure, reported: true })}</Go></td></tr>
                ))}</tbody></table>
            </div>}
            {data.targets.length > 0 && (
              <section className="panel stack"><h2>{t('rounds.targets')}</h2>
                <p className="soft small">{t('movements.targetsOf', { unit: post?.unitName ?? data.unitName })}</p>
                <TargetTable targets={data.targets} scope={{ from: data.startsOn, to: data.endsOn, unit: post?.unitCode ?? data.unitCode }} />
              </section>
            )}
          </>
        );
      }}</Loaded>
    </div>
  );
}
