import { getUnit, getUnitHistory, listUnitPosts, listUnits, type PostView, type UnitView } from '@doanket/contracts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../api/query';
import { UnitName } from '../api/unit-name';
import { useAsOf } from '../patterns/address/as-of';
import { Go } from '../patterns/address/go';
import { GoButton } from '../patterns/address/go-button';
import { useParam } from '../patterns/address/page-params';
import { codeText, StateTag } from '../patterns/code/code-text';
import { dayText, instantText, numberText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { EndPost } from './post-doors';
import { postTitle } from './post-title';
import { UnitComparison } from './unit-comparison';
import { UnitDoors } from './unit-doors';
import { UnitFacts } from './unit-panel';
import { UnitSplits } from './unit-splits';

const ENDED: readonly string[] = ['ENDED', 'MERGED', 'TRANSFERRED_OUT'];

/** One unit on the day seen: facts, posts, units below, and everything that was ever said of it. */
export function UnitPage() {
  const { t } = useTranslation();
  const code = useParam('code');
  const { may } = useSession();
  const { day, knownOn, query, isToday } = useAsOf();
  const unit = useRoute(getUnit, { params: { code }, query });
  const posts = useRoute(listUnitPosts, { params: { code }, query });
  const history = useRoute(getUnitHistory, { params: { code } });
  const below = useMemo(() => routeSource(listUnits, { query: { parent: code, asOf: day, ...(knownOn === null ? {} : { knownOn }) } }), [code, day, knownOn]);
  const columns: Column<UnitView>[] = [
    { key: 'name', title: t('organisation.unit'), show: (row) => row.name, always: true },
    { key: 'type', title: t('organisation.type'), show: (row) => codeText(`UNIT_${row.type}`) },
    { key: 'bloc', title: t('organisation.bloc'), show: (row) => codeText(row.bloc) },
    { key: 'state', title: t('organisation.state'), show: (row) => <StateTag code={row.state} />, text: (row) => codeText(row.state) },
    { key: 'below', title: t('organisation.childCount'), show: (row) => numberText(row.childCount), align: 'end' },
    { key: 'since', title: t('organisation.founded'), show: (row) => dayText(row.foundedOn), hiddenAtFirst: true },
  ];
  return (
    <div className="page">
      <Loaded query={unit}>{(data) => (
        <>
          <PageHead title={data.name} tags={<><span className="tag">{codeText(`UNIT_${data.type}`)}</span><StateTag code={data.state} /></>}>
            <Go to={`/organisation?unit=${data.code}`}>{t('organisation.showInTree')}</Go>
            {may('membership.member.read') && <GoButton to={`/members?unit=${code}`}>{t('nav.members')}</GoButton>}
            {data.level === 'G' && <GoButton to={`/organisation/units/${code}/groups`}>{t('groups.title')}</GoButton>}
            {isToday && <UnitDoors unit={data} />}
          </PageHead>
          <div className="grid-2">
            <section className="panel stack"><h2>{t('organisation.facts')}</h2><UnitFacts unit={data} /></section>
            <section className="panel stack"><h2>{t('organisation.posts', { day: dayText(day) })}</h2>
              <Loaded query={posts}>{(answer) => answer.items.length === 0 ? <p className="soft">{t('organisation.noPosts')}</p> : <ul className="plain dk-rows">{answer.items.map((post) => <PostRow key={post.id} post={post} endable={isToday} />)}</ul>}</Loaded>
            </section>
          </div>
          {data.type === 'G' && <UnitSplits code={data.code} />}
          {ENDED.includes(data.state) && <UnitComparison unit={data} />}
          {data.childCount > 0 && (
            <section className="stack"><h2>{t('organisation.unitsBelow')}</h2>
              <RecordList id="units-below" label={t('organisation.unitsBelow')} columns={columns} filters={[{ key: 'q', label: t('organisation.findUnit') }]} source={below} rowKey={(row) => row.id}
                href={(row) => `/organisation/units/${row.code}`} empty={t('organisation.noUnitsBelow')} /></section>
          )}
          <section className="panel stack"><h2>{t('organisation.history')}</h2>
            <Loaded query={history}>{(answer) => (
              <ol className="plain dk-rows">
                {answer.items.map((row) => (
                  <li key={`${row.validFrom}${row.recordedAt}`} data-old={row.recordedUntil !== null}>
                    <span className="row-spread"><span className="strong">{row.name}</span><span className="num">{dayText(row.validFrom)} – {row.validTo === null ? t('organisation.now') : dayText(row.validTo)}</span></span>
                    <span className="soft small">{codeText(row.state)}{row.parentCode !== null && <> · <UnitName code={row.parentCode} /></>}{row.bloc !== null && ` · ${codeText(row.bloc)}`} · {t('organisation.recorded', { at: instantText(row.recordedAt) })}
                      {row.recordedUntil !== null && ` · ${t('organisation.correctedAt', { at: instantText(row.recordedUntil) })}`}</span>
                  </li>
                ))}
              </ol>
            )}</Loaded>
          </section>
        </>
      )}</Loaded>
    </div>
  );
}

function PostRow({ post, endable }: { post: PostView; endable: boolean }) {
  const { t } = useTranslation();
  return (
    <li className="row-spread">
      <span><span className="strong">{post.personName ?? t('organisation.nameHidden')}</span><br /><span className="small">{postTitle(post)} · {codeText(post.appointment)} · {t(post.fullTime ? 'organisation.fullTimeShort' : 'organisation.partTime')}</span></span>
      <span className="row"><span className="soft small num">{dayText(post.validFrom)} – {post.validTo === null ? t('organisation.now') : dayText(post.validTo)}</span>{endable && <EndPost post={post} />}</span>
    </li>
  );
}
