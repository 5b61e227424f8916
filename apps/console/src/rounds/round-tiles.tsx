import type { FigureItem, RoundView } from '@doanket/contracts';
import { percentText } from '@doanket/kernel';
import { useTranslation } from 'react-i18next';
import { consoleAddressOf } from '../api/console-address';
import { Tile, Tiles, type MoreFigure } from '../patterns/dashboard/tile';
import { numberText, percentOf } from '../patterns/format/format';
import type { RoundIndicator } from './round-figures';

/** Six questions about a round; every number opens its records. */
export function RoundTiles({ round, figure }: { round: RoundView; figure: (code: RoundIndicator) => FigureItem | null }) {
  const { t } = useTranslation();
  const href = (item: FigureItem | null): string | null => consoleAddressOf(item?.recordsUrl);
  const more = (...codes: RoundIndicator[]): MoreFigure[] => codes.map((code) => ({ label: t(`rounds.of_${code}`), figure: figure(code), href: href(figure(code)) }));
  const works = round.counts.works;
  const total = { reported: true, value: String(works.verified), valueUnit: 'COUNT', qualifier: 'EXACT' as const };
  const share = percentText({ numerator: works.plaques, denominator: works.verified });
  const winners = figure('CONTEST_WINNER');
  const contestants = figure('CONTEST_CONTESTANT');
  const won = winners?.reported === true && contestants?.reported === true ? percentText({ numerator: Number(winners.value), denominator: Number(contestants.value) }) : null;
  return (
    <Tiles>
      <Tile question={t('rounds.askWorks')} figure={total} href={`/emulation/works?round=${round.code}&state=VERIFIED,PLAQUE_ATTACHED&late=false`} more={more('WORK_G', 'WORK_S')}
        compared={works.late > 0 ? t('rounds.lateWorks', { count: works.late }) : undefined} />
      <Tile question={t('rounds.askPlaques')} figure={figure('WORK_PLAQUE')} href={href(figure('WORK_PLAQUE'))} tone="gold"
        compared={share === null ? undefined : t('rounds.plaqueShare', { plaques: numberText(works.plaques), works: numberText(works.verified), share: percentOf(share) })} />
      <Tile question={t('rounds.askContest')} figure={contestants} href={href(contestants)} more={more('CONTEST_ENTERPRISE', 'CONTEST_UNIT', 'CONTEST_TRADE')} />
      <Tile question={t('rounds.askPrizes')} figure={winners} href={href(winners)} tone="gold" more={more('CONTEST_MONEY')} compared={won === null ? undefined : t('rounds.winnerShare', { share: percentOf(won) })} />
      <Tile question={t('rounds.askPetitions')} figure={{ reported: true, value: String(round.counts.petitions.received), valueUnit: 'COUNT', qualifier: 'EXACT' }} href={`/petitions?round=${round.code}`}
        more={more('PETITION_WRITTEN', 'PETITION_DIRECT')} compared={round.counts.petitions.open === 0 ? t('rounds.allAnswered') : t('rounds.openPetitions', { count: round.counts.petitions.open })} />
      <Tile question={t('rounds.askHonours')} figure={figure('GOODWORKER_CITY')} href={href(figure('GOODWORKER_CITY'))} tone="gold" more={more('INI_HONOUR_CITY', 'CHAIR_CITY')} />
    </Tiles>
  );
}
