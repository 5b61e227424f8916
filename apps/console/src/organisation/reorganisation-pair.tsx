import type { ReorganisationPreview } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { Go } from '../patterns/address/go';
import { dayText, numberText, vndText } from '../patterns/format/format';

/** So many units below one are named; the rest is counted. */
const NAMED = 12;

/** The tree before and after, side by side: what ends and what hangs on it, and where that hangs afterwards; who loses rights. */
export function ReorganisationPair({ preview }: { preview: ReorganisationPreview }) {
  const { t } = useTranslation();
  const names = new Map(preview.ended.map((one) => [one.unitCode, one.unitName]));
  const after = [...new Set(preview.rehung.map((one) => one.toCode))];
  return (
    <div className="stack">
      <p role="status">{t('reorganisation.sum', { ended: numberText(preview.ended.length), moved: numberText(preview.rehung.length), rights: numberText(preview.losingRights.length), cases: numberText(preview.openCases), day: dayText(preview.effectiveOn) })}</p>
      <div className="dk-pair">
        <section aria-label={t('reorganisation.before')} className="stack-s"><h3>{t('reorganisation.before')} · {dayText(preview.lastDay)}</h3>
          <ul className="plain dk-rows">{preview.ended.map((one) => (
            <li key={one.unitCode}><span className="row"><Go to={`/organisation/units/${one.unitCode}`} className="strong">{one.unitName}</Go><span className="tag tag-danger">{t('reorganisation.ends')}</span></span>
              <Held held={preview.holdings.find((unit) => unit.unitCode === one.unitCode)} />
              <Hanging names={preview.rehung.filter((unit) => unit.fromCode === one.unitCode).map((unit) => unit.unitName)} />
            </li>
          ))}</ul>
        </section>
        <section aria-label={t('reorganisation.after')} className="stack-s"><h3>{t('reorganisation.after')} · {dayText(preview.effectiveOn)}</h3>
          {after.length === 0 && <p className="soft">{t('reorganisation.nothingMoves')}</p>}
          <ul className="plain dk-rows">{after.map((code) => (
            <li key={code}><span className="row"><Go to={`/organisation/units/${code}`} className="strong">{names.get(code) ?? code}</Go><span className="tag tag-ok">+{numberText(preview.rehung.filter((unit) => unit.toCode === code).length)}</span></span>
              <Hanging names={preview.rehung.filter((unit) => unit.toCode === code).map((unit) => unit.unitName)} />
            </li>
          ))}</ul>
        </section>
      </div>
      {preview.orphans.length > 0 && <p className="dk-missing">{t('reorganisation.orphans', { count: preview.orphans.length, units: preview.rehung.filter((one) => preview.orphans.includes(one.unitCode)).slice(0, NAMED).map((one) => one.unitName).join('; ') })}</p>}
      {preview.admittedSince > 0 && <p className="small">{t('reorganisation.admittedSince', { members: numberText(preview.admittedSince) })}</p>}
      {preview.losingRights.length > 0 && (
        <details><summary className="strong">{t('reorganisation.losing', { count: preview.losingRights.length })}</summary>
          <ul className="plain dk-rows">{preview.losingRights.map((one) => (
            <li key={one.postId} className="row-spread"><span>{one.personName ?? t('organisation.nameHidden')} <span className="soft small">· {names.get(one.unitCode) ?? one.unitCode}</span></span><span className="soft small">{t(one.keepsOtherPosts ? 'reorganisation.keepsPosts' : one.hasAccount ? 'reorganisation.losesAll' : 'reorganisation.noAccount')}</span></li>
          ))}</ul>
        </details>
      )}
    </div>
  );
}

/** What belongs to a unit that ends. */
function Held({ held }: { held: ReorganisationPreview['holdings'][number] | undefined }) {
  const { t } = useTranslation();
  if (held === undefined) return null;
  const { money } = held;
  return <p className="small">{money !== undefined && Object.values(money).some((amount) => amount !== 0) && <>{t('reorganisation.money', { cash: vndText(money.cashVnd), owed: vndText(money.membersOweVnd), unsent: vndText(money.unsentVnd), credit: vndText(money.memberCreditVnd) })}<br /></>}{t('reorganisation.held', { members: numberText(held.members), applicants: numberText(held.applicants), posts: numberText(held.posts), groups: numberText(held.departmentsAndGroups), employers: numberText(held.employers.length), dossiers: numberText(held.openDossiers) })}</p>;
}

function Hanging({ names }: { names: readonly string[] }) {
  const { t } = useTranslation();
  if (names.length === 0) return <p className="soft small">{t('reorganisation.nothingBelow')}</p>;
  return <ul className="dk-hanging">{names.slice(0, NAMED).map((name) => <li key={name}>{name}</li>)}{names.length > NAMED && <li className="soft">{t('reorganisation.more', { count: names.length - NAMED })}</li>}</ul>;
}
