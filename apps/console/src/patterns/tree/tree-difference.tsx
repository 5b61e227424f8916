import { useTranslation } from 'react-i18next';
import { Go } from '../address/go';
import { numberText } from '../format/format';
import type { TreeChange, TreeDifference } from './tree-types';

const ORDER: readonly TreeChange[] = ['FOUNDED', 'ENDED', 'MOVED', 'RENAMED', 'ADVANCED', 'RECLASSIFIED'];
const TONES = { FOUNDED: 'ok', ENDED: 'danger', MOVED: 'accent', RENAMED: 'warn', ADVANCED: 'ok', RECLASSIFIED: 'warn' } as const;

/** What changed between two days, grouped by kind. */
export function TreeDifferences({ differences, hrefOf }: { differences: readonly TreeDifference[]; hrefOf: (code: string) => string }) {
  const { t } = useTranslation();
  if (differences.length === 0) return <p className="soft">{t('tree.noDifference')}</p>;
  return (
    <div className="stack">
      {ORDER.map((change) => {
        const of = differences.filter((one) => one.change === change);
        if (of.length === 0) return null;
        return (
          <details key={change} open={of.length <= 12} className="dk-difference">
            <summary><span className={`tag tag-${TONES[change]}`}>{t(`tree.change_${change}`)}</span> <span className="strong num">{numberText(of.length)}</span></summary>
            <ul className="plain">{of.map((one) => <li key={one.code}><Go to={hrefOf(one.code)}>{one.name}</Go>{one.detail !== undefined && <span className="soft small"> {one.detail}</span>}</li>)}</ul>
          </details>
        );
      })}
    </div>
  );
}
