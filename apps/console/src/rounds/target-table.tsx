import { type FigureItem, listFigures, type TargetView } from '@doanket/contracts';
import { compareFractions } from '@doanket/kernel';
import { useTranslation } from 'react-i18next';
import { consoleAddressOf } from '../api/console-address';
import { useRoute } from '../api/query';
import { Go } from '../patterns/address/go';
import { codeText } from '../patterns/code/code-text';
import { dayText, figureText } from '../patterns/format/format';

type Scope = { readonly round: string } | { readonly from: string; readonly to: string; readonly unit: string };

/** Targets with where the round stands; a rate is compared on its parts, never as a rounded percent. */
export function TargetTable({ targets, scope }: { targets: readonly TargetView[]; scope: Scope }) {
  const { t } = useTranslation();
  const shared = targets.filter((target) => target.programmeCode === null);
  const codes = [...new Set(shared.flatMap((target) => [target.numeratorIndicator, ...(target.denominatorIndicator === null ? [] : [target.denominatorIndicator])]))];
  const figures = useRoute(listFigures, { query: { indicator: codes.join(','), ...scope } }, { enabled: codes.length > 0 });
  const find = (code: string | null) => figures.data?.items.find((item) => item.indicator === code);
  if (targets.length === 0) return <p className="soft">{t('rounds.noTargets')}</p>;
  return (
    <div className="dk-scroll" role="region" tabIndex={0} aria-label={t('rounds.targets')}>
      <table className="dk-table">
        <thead><tr><th scope="col">{t('rounds.target')}</th><th scope="col">{t('rounds.threshold')}</th><th scope="col" data-align="end">{t('rounds.now')}</th><th scope="col">{t('rounds.verdict')}</th><th scope="col">{t('rounds.due')}</th></tr></thead>
        <tbody>{targets.map((target) => (target.programmeCode === null
          ? <TargetRow key={target.id} target={target} top={find(target.numeratorIndicator)} bottom={find(target.denominatorIndicator)} />
          : <ProgrammeRow key={target.id} target={target} programme={target.programmeCode} scope={scope} />))}
        </tbody>
      </table>
    </div>
  );
}

/** A target that counts the entries of one programme asks for its figure by itself. */
function ProgrammeRow({ target, programme, scope }: { target: TargetView; programme: string; scope: Scope }) {
  const codes = [target.numeratorIndicator, ...(target.denominatorIndicator === null ? [] : [target.denominatorIndicator])];
  const figures = useRoute(listFigures, { query: { indicator: codes.join(','), programme, ...scope } });
  const find = (code: string | null) => figures.data?.items.find((item) => item.indicator === code);
  return <TargetRow target={target} top={find(target.numeratorIndicator)} bottom={find(target.denominatorIndicator)} />;
}

function TargetRow({ target, top, bottom }: { target: TargetView; top: FigureItem | undefined; bottom: FigureItem | undefined }) {
  const { t } = useTranslation();
  const met = verdictOf(target, top, bottom);
  const href = consoleAddressOf(top?.recordsUrl);
  const text = top === undefined ? '…' : figureText(top);
  return (
    <tr>
      <td>{target.title}{target.programmeCode !== null && <span className="soft small"> · {codeText(target.programmeCode)}</span>}</td>
      <td>{t(`rounds.is_${target.comparator}`, { value: figureText({ reported: true, value: target.threshold, valueUnit: target.valueUnit }) })}</td>
      <td data-align="end">{href !== null && top?.reported === true ? <Go to={href}>{text}</Go> : text}{bottom !== undefined && ` / ${figureText(bottom)}`}</td>
      <td>{met === null ? '–' : <span className={met ? 'tag tag-ok' : 'tag tag-danger'}>{codeText(met ? 'MET' : 'NOT_MET')}</span>}</td>
      <td className="num">{dayText(target.dueOn)}</td>
    </tr>
  );
}

interface Part { readonly reported: boolean; readonly value: string | null; readonly numerator?: string | null; readonly denominator?: string | null }

/** Whether a target is met; null where a part is not reported. `20` percent is compared as 20/100 on the parts. */
function verdictOf(target: TargetView, top: Part | undefined, bottom: Part | undefined): boolean | null {
  if (top === undefined || !top.reported || top.value === null) return null;
  const [whole = '0', rest = ''] = target.threshold.split('.');
  const scale = 10 ** rest.length;
  const percent = target.valueUnit === 'PERCENT' ? 100 : 1;
  const threshold = { numerator: Number(whole + rest), denominator: scale * percent };
  const parts = target.denominatorIndicator !== null
    ? bottom?.reported === true && bottom.value !== null ? { numerator: Number(top.value), denominator: Number(bottom.value) } : null
    : top.numerator != null && top.denominator != null ? { numerator: Number(top.numerator), denominator: Number(top.denominator) } : { numerator: Number(top.value), denominator: percent };
  if (parts === null || parts.denominator === 0) return null;
  const order = compareFractions(parts, threshold);
  return target.comparator === 'AT_LEAST' ? order >= 0 : target.comparator === 'AT_MOST' ? order <= 0 : order === 0;
}
