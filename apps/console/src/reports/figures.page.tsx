import { listFigures } from '@doanket/contracts';
import { yearOf } from '@doanket/kernel';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDictionary } from '../api/indicator-names';
import { indicatorName } from '../api/indicator-words';
import { consoleAddressOf } from '../api/console-address';
import { findClusters, findRounds, findUnitChoices } from '../api/lookups';
import { useRoute } from '../api/query';
import { useAddress } from '../patterns/address/address';
import { useAsOf } from '../patterns/address/as-of';
import { Go } from '../patterns/address/go';
import { CheckField, TextField } from '../patterns/form/fields';
import { DayField } from '../patterns/form/day-field';
import { LookupField, type Choice } from '../patterns/form/lookup-field';
import { figureText, instantText } from '../patterns/format/format';
import { PageHead } from '../patterns/page-head';
import { Loaded } from '../patterns/loaded';
import { codeText } from '../patterns/code/code-text';
import { useSession } from '../shell/session';
import { scopeOf, scopeText } from './scope';

/** Figures of a round, a cluster or a period; every one opens its records. */
export function FiguresPage() {
  const { t } = useTranslation();
  const { search, change } = useAddress();
  const { day, isToday } = useAsOf();
  const { post } = useSession();
  const scope = scopeOf(search, yearOf(day));
  const [words, setWords] = useState('');
  // What was chosen here is shown by its name; what came with the address, by its code.
  const [names, setNames] = useState<Readonly<Record<string, Choice>>>({});
  const keep = (name: string, choice: Choice | null): void => { if (choice !== null) setNames((now) => ({ ...now, [name]: choice })); };
  const indicators = useDictionary(true, isToday ? undefined : day);
  const chosen = (search['indicator'] ?? '').split(',').filter(Boolean);
  const codes = chosen.length > 0 ? chosen : (indicators.data ?? []).slice(0, 30).map((one) => one.code);
  const figures = useRoute(listFigures, {
    query: { indicator: codes.join(','), ...scope.query, ...(search['unit'] ? { unit: search['unit'] } : {}), ...(isToday ? {} : { asOf: day }) },
  }, { enabled: codes.length > 0, keepPrevious: true });
  const indicatorNames = new Map((indicators.data ?? []).map((one) => [one.code, indicatorName(one)]));
  const toggle = (code: string, on: boolean): void => {
    const next = on ? [...chosen, code] : chosen.filter((one) => one !== code);
    change({ indicator: next.join(',') });
  };
  const listed = (indicators.data ?? []).filter((one) => `${one.code} ${one.name} ${indicatorName(one)}`.toLowerCase().includes(words.toLowerCase()));
  return (
    <div className="page">
      <PageHead title={t('reports.figures')} text={t('reports.figuresHint', { scope: scopeText(scope), unit: search['unit'] ?? post?.unitName ?? '' })} />
      <div className="dk-split">
        <aside className="panel stack no-print">
          <div className="stack-s">
            <h2>{t('reports.scope')}</h2>
            <LookupField kind="rounds" atOnce label={t('rounds.round')} value={chosenOf(search['round'], names['round'])} find={findRounds} onChange={(round) => { keep('round', round); change({ round: round?.value ?? null, ...(round === null ? {} : { cluster: null, from: null, to: null }) }); }} />
            <LookupField kind="clusters" atOnce label={t('clusters.cluster')} value={chosenOf(search['cluster'], names['cluster'])} find={findClusters} onChange={(cluster) => { keep('cluster', cluster); change({ cluster: cluster?.value ?? null, ...(cluster === null ? {} : { round: null, from: null, to: null }) }); }} />
            <DayField label={t('reports.from')} value={scope.query.from ?? null} onChange={(from) => change({ from, to: scope.query.to ?? from, round: null, cluster: null })} />
            <DayField label={t('reports.to')} value={scope.query.to ?? null} onChange={(to) => change({ to, from: scope.query.from ?? to, round: null, cluster: null })} />
            <LookupField kind="units" label={t('reports.unit')} value={chosenOf(search['unit'], names['unit'])} find={findUnitChoices} onChange={(unit) => { keep('unit', unit); change({ unit: unit?.value ?? null }); }} hint={search['unit'] === undefined ? post?.unitName : undefined} />
          </div>
          <div className="stack-s">
            <h2>{t('reports.indicators')}</h2>
            <TextField label={t('reports.findIndicator')} value={words} onChange={setWords} />
            <div className="dk-choices">{listed.map((one) => <CheckField key={one.code} label={indicatorName(one)} checked={chosen.includes(one.code)} onChange={(on) => toggle(one.code, on)} />)}</div>
          </div>
        </aside>
        <section className="panel" aria-label={t('reports.figures')}>
          <Loaded query={figures}>{(answer) => (
            <div className="dk-scroll" tabIndex={0} role="region" aria-label={t('reports.figures')}>
              <table className="dk-table">
                <thead><tr><th scope="col">{t('reports.indicator')}</th><th scope="col" data-align="end">{t('reports.value')}</th><th scope="col">{t('reports.unit')}</th><th scope="col">{t('reports.source')}</th></tr></thead>
                <tbody>{answer.items.map((item) => {
                  const href = consoleAddressOf(item.recordsUrl);
                  const text = figureText(item);
                  return (
                    <tr key={`${item.indicator}/${item.unit}`}>
                      <td className="dk-named">{indicatorNames.get(item.indicator) ?? item.indicator}<span className="soft small dk-wide"> · {item.indicator}</span></td>
                      <td data-align="end">
                        {item.reported && href !== null ? <Go to={href} className="strong" aria-label={t('tile.open', { question: indicatorNames.get(item.indicator) ?? item.indicator, figure: text })}>{text}</Go> : <span className={item.reported ? 'strong' : 'soft'}>{text}</span>}
                        {item.reported && item.numerator !== null && item.denominator !== null && <span className="soft small"> ({figureText({ ...item, value: item.numerator, valueUnit: 'COUNT' })}/{figureText({ ...item, value: item.denominator, valueUnit: 'COUNT' })})</span>}
                      </td>
                      <td className="dk-named">{item.unitName}</td>
                      <td className="small">
                        {codeText(item.source)}
                        {item.frozenAt !== undefined && <span className="soft"> · {t('reports.frozen', { value: item.frozenValue ?? '–', at: instantText(item.frozenAt) })}</span>}
                        {item.incomplete === true && <span className="tag tag-warn">{t('reports.incomplete')}</span>}
                      </td>
                    </tr>
                  );
                })}</tbody>
              </table>
            </div>
          )}</Loaded>
        </section>
      </div>
    </div>
  );
}

const chosenOf = (code: string | undefined, known: Choice | undefined): Choice | null => (code === undefined || code === '' ? null : known?.value === code ? known : { value: code, label: code });
