import { getRound } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../api/query';
import { Go } from '../patterns/address/go';
import { useParam } from '../patterns/address/page-params';
import { StateTag } from '../patterns/code/code-text';
import { numberText, periodText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { ContestCharts } from './contest-charts';
import { PetitionChart } from './petition-chart';
import { RoundActions } from './round-actions';
import { useRoundFigures } from './round-figures';
import { RoundTiles } from './round-tiles';
import { roundTitle } from './rounds.page';
import { TargetTable } from './target-table';
import { WorkChart } from './work-chart';

/** The dashboard of a round: six questions, targets, works, contest, petitions; every number opens its records. */
export function RoundPage() {
  const { t } = useTranslation();
  const code = useParam('code');
  const round = useRoute(getRound, { params: { code } });
  const { figure } = useRoundFigures(code);
  return (
    <div className="page">
      <Loaded query={round}>{(data) => (
        <>
          <PageHead title={roundTitle(data, t('rounds.ordinal', { ordinal: data.ordinal, year: data.year }))} tags={<StateTag code={data.state} />}
            text={<>{data.unitName}{data.startsOn !== null && ` · ${periodText(data.startsOn, data.endsOn)}`}{data.calendarDays !== null && ` · ${t('rounds.calendarDays', { days: numberText(data.calendarDays) })}`}</>}>
            <Go to={`/emulation/plans/${data.planCode}`}>{t('rounds.openPlan')}</Go>
            {(data.state === 'SUMMARISED' || data.state === 'ARCHIVED') && <Go to={`/emulation/rounds/${code}/summary`}>{t('rounds.openSummary')}</Go>}
            <RoundActions round={data} />
          </PageHead>
          <RoundTiles round={data} figure={figure} />
          <section className="panel stack"><h2>{t('rounds.targets')}</h2><TargetTable targets={data.targets} scope={{ round: code }} /></section>
          <div className="grid-2">
            <section className="panel"><WorkChart round={code} /></section>
            <section className="panel"><PetitionChart round={code} /></section>
            <ContestCharts round={code} />
          </div>
        </>
      )}</Loaded>
    </div>
  );
}
