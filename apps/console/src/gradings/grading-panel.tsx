import { getGrading, GRADING_GROUPS, type GradingView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../api/query';
import { Go } from '../patterns/address/go';
import { codeText } from '../patterns/code/code-text';
import { dayText, numberText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import type { SubjectProps } from '../shell/areas';

/** Own and checked points of each group side by side, with what the sheet allows. */
export function ScoreTable({ grading }: { grading: GradingView }) {
  const { t } = useTranslation();
  const checked = grading.checkedScores;
  return (
    <div className="dk-scroll" role="region" tabIndex={0} aria-label={t('gradings.points')}>
      <table className="dk-table">
        <caption className="soft small">{grading.sheetDecision === null ? codeText(grading.sheet) : t('gradings.bySheet', { sheet: codeText(grading.sheet), decision: grading.sheetDecision })}</caption>
        <thead><tr><th scope="col">{t('gradings.group')}</th><th scope="col" data-align="end">{t('gradings.most')}</th><th scope="col" data-align="end">{t('gradings.self')}</th><th scope="col" data-align="end">{t('gradings.checked')}</th></tr></thead>
        <tbody>{GRADING_GROUPS.map((group) => (
          <tr key={group}>
            <th scope="row">{t(`gradings.group_${group}`)}</th><td className="num" data-align="end">{numberText(grading.maxima[group])}</td><td className="num" data-align="end">{numberText(grading.selfScores[group])}</td>
            <td className="num" data-align="end">{checked === null ? '–' : checked[group] === grading.selfScores[group] ? numberText(checked[group]) : <b>{numberText(checked[group])}</b>}</td>
          </tr>
        ))}</tbody>
        <tfoot><tr><th scope="row">{t('gradings.total')}</th><td /><td className="num" data-align="end"><b>{numberText(grading.selfTotal)}</b></td><td className="num" data-align="end"><b>{grading.checkedTotal === null ? '–' : numberText(grading.checkedTotal)}</b></td></tr></tfoot>
      </table>
    </div>
  );
}

export function GradingFacts({ grading }: { grading: GradingView }) {
  const { t } = useTranslation();
  return (
    <dl className="facts">
      <dt>{t('organisation.unit')}</dt><dd><Go to={`/organisation/units/${grading.unitCode}`}>{grading.unitName}</Go></dd>
      <dt>{t('gradings.year')}</dt><dd>{grading.year}</dd>
      <dt>{t('gradings.band')}</dt><dd>{grading.band === null ? t('gradings.noBand') : codeText(grading.band)}</dd>
      {grading.gradedOn !== null && <><dt>{t('gradings.gradedOn')}</dt><dd>{dayText(grading.gradedOn)}</dd></>}
      {grading.note !== null && <><dt>{t('gradings.note')}</dt><dd className="dk-long">{grading.note}</dd></>}
      {grading.checkNote !== null && <><dt>{t('gradings.checkNote')}</dt><dd className="dk-long">{grading.checkNote}</dd></>}
    </dl>
  );
}

/** What the dossier of a grading is about. */
export function GradingSubject({ id }: SubjectProps) {
  const { t } = useTranslation();
  const grading = useRoute(getGrading, { params: { id } });
  return <Loaded query={grading}>{(data) => <div className="stack"><GradingFacts grading={data} /><ScoreTable grading={data} /><Go to={`/gradings/${id}`}>{t('gradings.open')}</Go></div>}</Loaded>;
}
