import { getUnit, listTreeMarks } from '@doanket/contracts';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { useRoute } from '../api/query';
import { useAddress } from '../patterns/address/address';
import { useAsOf } from '../patterns/address/as-of';
import { Go } from '../patterns/address/go';
import { DayField } from '../patterns/form/day-field';
import { dayText, numberText } from '../patterns/format/format';
import { PageHead } from '../patterns/page-head';
import { DaySlider } from '../patterns/tree/day-slider';
import { TreeSearch } from '../patterns/tree/tree-search';
import type { TreeMark } from '../patterns/tree/tree-types';
import { UnitTree } from '../patterns/tree/unit-tree';
import { useSession } from '../shell/session';
import { treeSourceOf } from './tree-source';
import { UnitPanel } from './unit-panel';

/** Where the slider begins: the first year the articles speak of (handbook 1.3). */
const SLIDER_FROM = '2015-01-01';
const LANDMARKS = ['2019-11-27', '2025-07-01', '2025-10-01'] as const;

/** The organisation on a day: tree, the decisions that changed it, and the unit chosen in it. */
export function OrganisationPage() {
  const { t } = useTranslation();
  const { post } = useSession();
  const { search, change } = useAddress();
  const { day, knownOn, query, see, knowing } = useAsOf();
  const root = post?.unitCode ?? '';
  const source = useMemo(() => treeSourceOf(root, knownOn), [root, knownOn]);
  const rootThen = useRoute(getUnit, { params: { code: root }, query }, { enabled: knownOn !== null });
  // Before the first decision was written down nothing was known, whatever day is asked for.
  const notKnownYet = knownOn !== null && rootThen.error?.code === 'directory/unit-not-there-on-day';
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set([root]));
  const decisions = useRoute(listTreeMarks, { query: { limit: 100 } });
  const marks = useMemo(() => marksOf(decisions.data?.items ?? []), [decisions.data]);
  const selected = search['unit'] ?? root;
  return (
    <div className="page">
      <PageHead title={t('organisation.title')} text={t('organisation.hint')}><Go to="/organisation/difference">{t('organisation.compareDays')}</Go></PageHead>
      <section className="panel stack" aria-label={t('organisation.slider')}>
        <DaySlider from={SLIDER_FROM} to={clock.today()} day={day} marks={marks} onDay={see} />
        <div className="dk-fields">
          <DayField label={t('organisation.asItWas')} value={day} onChange={see} hint={t('organisation.asItWasHint')} />
          <DayField label={t('organisation.asWeKnew')} value={knownOn} max={clock.today()} onChange={knowing} hint={t('organisation.asWeKnewHint')} />
        </div>
      </section>
      {notKnownYet ? <section className="panel"><p role="status">{t('organisation.notKnownYet', { knownOn: dayText(knownOn) })}</p></section> : <div className="dk-split dk-split-tree">
        <section className="panel stack" aria-label={t('organisation.tree')}>
          <TreeSearch source={source} day={day} onFound={(node, path) => { setOpen(new Set([...open, ...path.slice(0, -1)])); change({ unit: node.code }); }} />
          <UnitTree label={t('organisation.tree')} source={source} day={day} open={open} onOpen={setOpen} selected={selected} onSelect={(node) => change({ unit: node.code === root ? null : node.code })} />
        </section>
        <UnitPanel code={selected} />
      </div>}
    </div>
  );
}

function marksOf(items: readonly { day: string; founded: number; ended: number; changed: number }[]): TreeMark[] {
  const byDay = new Map<string, { founded: number; ended: number; changed: number }>();
  for (const item of items) {
    const sum = byDay.get(item.day) ?? { founded: 0, ended: 0, changed: 0 };
    byDay.set(item.day, { founded: sum.founded + item.founded, ended: sum.ended + item.ended, changed: sum.changed + item.changed });
  }
  for (const landmark of LANDMARKS) if (!byDay.has(landmark)) byDay.set(landmark, { founded: 0, ended: 0, changed: 0 });
  const days = [...byDay].sort(([a], [b]) => (a < b ? -1 : 1));
  // Many small decisions would hide the great ones: keep the landmarks and the days on which most happened.
  const great = [...days].sort(([, a], [, b]) => b.founded + b.ended - a.founded - a.ended).slice(0, 8).map(([day]) => day);
  return days.filter(([day]) => great.includes(day) || (LANDMARKS as readonly string[]).includes(day)).map(([day, { founded, ended, changed }]) => ({
    day, label: [founded > 0 && `+${numberText(founded)}`, ended > 0 && `−${numberText(ended)}`, founded + ended === 0 && changed > 0 && `±${numberText(changed)}`].filter(Boolean).join(' '),
  }));
}
