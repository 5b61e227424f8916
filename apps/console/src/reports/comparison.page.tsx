import { compareFigures, type FigureAnswer, type FigureComparison } from '@doanket/contracts';
import { isDay } from '@doanket/kernel';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { consoleAddressOf } from '../api/console-address';
import { clock } from '../api/clock';
import { findIndicators, findUnitChoices } from '../api/lookups';
import { useRoute } from '../api/query';
import { useAddress } from '../patterns/address/address';
import { Go } from '../patterns/address/go';
import { DayField } from '../patterns/form/day-field';
import { LookupField, type Choice } from '../patterns/form/lookup-field';
import { figureText, periodText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';

/** One figure of one unit in two periods, over a reorganisation where a bridge exists (RPT-06). */
export function ComparisonPage() {
  const { t } = useTranslation();
  const { search, change } = useAddress();
  const { post } = useSession();
  const [names, setNames] = useState<Readonly<Record<string, Choice>>>({});
  const keep = (name: string, choice: Choice | null): void => {
    if (choice !== null) setNames((now) => ({ ...now, [name]: choice }));
    change({ [name]: choice?.value ?? null });
  };
  const asked = {
    indicator: search['indicator'] ?? 'CBA_COVERAGE', unit: search['unit'] ?? post?.unitCode ?? '', from: dayOr(search['from'], '2024-01-01'), to: dayOr(search['to'], '2024-12-31'),
    withFrom: dayOr(search['withFrom'], '2026-01-01'), withTo: dayOr(search['withTo'], clock.today()),
  };
  const comparison = useRoute(compareFigures, { query: asked }, { enabled: asked.unit !== '', keepPrevious: true });
  return (
    <div className="page">
      <PageHead title={t('nav.figureComparison')} text={t('figureComparison.hint')} />
      <section className="panel"><div className="dk-fields">
        <LookupField kind="indicators" atOnce label={t('reports.indicator')} value={names['indicator'] ?? { value: asked.indicator, label: asked.indicator }} find={findIndicators} onChange={(choice) => keep('indicator', choice)} />
        <LookupField kind="units" label={t('reports.unit')} value={names['unit'] ?? { value: asked.unit, label: asked.unit }} find={findUnitChoices} onChange={(choice) => keep('unit', choice)} />
        <DayField label={t('figureComparison.from')} value={asked.from} onChange={(from) => change({ from })} />
        <DayField label={t('figureComparison.to')} value={asked.to} onChange={(to) => change({ to })} />
        <DayField label={t('figureComparison.withFrom')} value={asked.withFrom} onChange={(withFrom) => change({ withFrom })} />
        <DayField label={t('figureComparison.withTo')} value={asked.withTo} onChange={(withTo) => change({ withTo })} />
      </div></section>
      <Loaded query={comparison}>{(data) => (
        <div className="dk-pair">
          <Side title={periodText(asked.from, asked.to)} answer={data.before} />
          {data.after === null ? <section className="panel"><h2>{periodText(asked.withFrom, asked.withTo)}</h2><p className="soft">{t('figureComparison.noBridge')}</p></section> : <Side title={periodText(asked.withFrom, asked.withTo)} answer={data.after} note={bridgeNote(t, data)} />}
        </div>
      )}</Loaded>
    </div>
  );
}

/** Who answers for the second period, where it is not the unit itself; and that rates of several wards are not averaged. */
export function bridgeNote(t: TFunction, { bridged, after }: FigureComparison): string | null {
  if (!bridged || after === null) return null;
  return after.summary.value === null && after.items.length > 1 ? t('figureComparison.bridgedNoSum', { count: after.items.length }) : t('figureComparison.bridged', { count: after.items.length });
}

function Side({ title, answer, note = null }: { title: string; answer: FigureAnswer; note?: string | null }) {
  const { t } = useTranslation();
  const { summary, items } = answer;
  return (
    <section className="panel stack" aria-label={title}><h2>{title}</h2>
      {note !== null && <p className="soft">{note}</p>}
      <ul className="plain stack-s">{items.map((item) => {
        const href = consoleAddressOf(item.recordsUrl);
        const text = figureText(item);
        return <li key={item.unit} className="row-spread"><span>{item.unitName}</span>{item.reported && href !== null ? <Go to={href} className="strong">{text}</Go> : <span className={item.reported ? 'strong' : 'soft'}>{text}</span>}</li>;
      })}</ul>
      {items.length > 1 && summary.value !== null && items[0] !== undefined && <p className="row-spread"><span>{t('figureComparison.sum', { reported: summary.reportedUnits, units: summary.units })}</span><span className="strong">{figureText({ ...items[0], reported: true, value: summary.value, qualifier: summary.qualifier })}</span></p>}
    </section>
  );
}

const dayOr = (text: string | undefined, other: string): string => (text !== undefined && isDay(text) ? text : other);
