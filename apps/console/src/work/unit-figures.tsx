import { listFigures } from '@doanket/contracts';
import { yearOf } from '@doanket/kernel';
import { useTranslation } from 'react-i18next';
import { consoleAddressOf } from '../api/console-address';
import { useDictionary } from '../api/indicator-names';
import { indicatorName } from '../api/indicator-words';
import { useRoute } from '../api/query';
import { useAsOf } from '../patterns/address/as-of';
import { Tile, Tiles } from '../patterns/dashboard/tile';
import { periodText } from '../patterns/format/format';
import { useSession } from '../shell/session';

/** What a unit asks first. Source: handbook 5, first screen [A]; codes of 4.9. */
const FIRST = ['WORK_G', 'WORK_S', 'INI_BASE_INNOVATION', 'PETITION_WRITTEN', 'HOUSING_APPROVED', 'GOODWORKER_S'] as const;

/** The figures of my unit this year, each opening its records. */
export function UnitFigures() {
  const { t } = useTranslation();
  const { post, may } = useSession();
  const { day, isToday } = useAsOf();
  const enabled = may('reports.figure.read');
  const year = yearOf(day);
  const period = { from: `${year}-01-01`, to: `${year}-12-31` };
  const dictionary = useDictionary(enabled);
  const known = FIRST.filter((code) => dictionary.data?.some((one) => one.code === code));
  const figures = useRoute(listFigures, { query: { indicator: known.join(','), ...period, ...(isToday ? {} : { asOf: day }) } }, { enabled: enabled && known.length > 0 });
  if (!enabled || known.length === 0) return null;
  return (
    <section className="stack" aria-label={t('work.figures')}>
      <h2>{t('work.figuresOf', { unit: post?.unitName ?? '', period: periodText(period.from, period.to) })}</h2>
      <Tiles>
        {known.map((code) => {
          const item = figures.data?.items.find((one) => one.indicator === code) ?? null;
          const entry = dictionary.data?.find((one) => one.code === code);
          const name = entry === undefined ? code : indicatorName(entry);
          return <Tile key={code} question={name} figure={item} href={consoleAddressOf(item?.recordsUrl)} />;
        })}
      </Tiles>
    </section>
  );
}
