import type { ValueUnit } from '@doanket/contracts';
import type { Recipe } from './recipe.rules';

export interface DictionaryEntry {
  readonly code: string;
  readonly name: string;
  readonly valueUnit: ValueUnit;
  readonly formula: string;
  readonly recipe: Recipe;
  readonly numerator?: string;
  readonly denominator?: string;
}

const count = (kind: string, where: Record<string, string | number | boolean> = {}): Recipe => ({ aggregate: 'COUNT', kind, where }) as Recipe;
const distinct = (kind: string, ...of: string[]): Recipe => ({ aggregate: 'DISTINCT', kind, where: {}, of }) as Recipe;
const submitted = (rate = false): Recipe => ({ aggregate: 'SUBMITTED', rate });

const initiatives = (['BASE', 'S', 'CITY'] as const).flatMap((level) => [
  { code: `INI_${level}_INNOVATION`, type: 'INNOVATION', level, what: 'Sáng kiến' },
  { code: `INI_${level}_TEACHING`, type: 'TEACHING_PRACTICE', level, what: 'Sáng kiến kinh nghiệm' },
]).map(({ code, type, level, what }): DictionaryEntry => ({
  code, name: `${what} được công nhận ${{ BASE: 'cấp cơ sở', S: 'cấp trên trực tiếp', CITY: 'cấp thành phố' }[level]}`, valueUnit: 'COUNT',
  formula: `Recognitions at level ${level} of type ${type}, by the day of recognition`,
  recipe: count('RECOGNITION', { recognitionLevel: level, initiativeType: type }),
}));

const prizes = (['FIRST', 'SECOND', 'THIRD', 'CONSOLATION'] as const).map((rank, index): DictionaryEntry => ({
  code: `CONTEST_PRIZE_${index + 1}`, name: `Hội thi thợ giỏi: giải ${['Nhất', 'Nhì', 'Ba', 'Khuyến khích'][index]}`, valueUnit: 'COUNT',
  formula: `Prizes of rank ${rank} without team prizes`, recipe: count('PRIZE', { rank, teamPrize: false }),
}));

const jointTiers = [1, 2, 3].map((tier): DictionaryEntry => ({
  code: `JOINT_AWARD_TIER_${tier}`, name: `Giải thưởng phối hợp, mức ${tier}`, valueUnit: 'PERSON',
  formula: `Holders of DEDICATED_TEACHER decided at S, tier ${tier}`, recipe: count('HOLDING', { titleCode: 'DEDICATED_TEACHER', level: 'S', tier }),
}));

/**
 * The dictionary a federation starts with. Source: domain handbook 4.9, "Indicator codes found in the seeds" and "How they
 * count". Later entries and changed wordings are rows an administrator adds.
 */
export const DICTIONARY: readonly DictionaryEntry[] = [
  {
    code: 'INI_STAFF_SHARE', name: 'Tỷ lệ người có sáng kiến được công nhận và nhập chương trình', valueUnit: 'PERCENT',
    formula: 'Distinct persons with a base recognition in the period and an entry of the same initiative in the programme ÷ latest reported staff',
    numerator: 'persons with a recognised and entered initiative', denominator: 'staff of the unit, latest report',
    recipe: {
      aggregate: 'RATIO',
      numerator: {
        aggregate: 'DISTINCT', kind: 'AUTHORSHIP', where: { recognitionLevel: 'BASE' }, of: ['authorId'],
        matching: { kind: 'PROGRAMME_AUTHORSHIP', where: { programmeCode: 'ONE_MILLION_INITIATIVES' }, on: ['initiativeId', 'authorId'] },
      },
      denominator: { aggregate: 'LATEST', kind: 'STAFF', where: {}, of: 'persons' },
    },
  },
  ...initiatives,
  { code: 'INI_HONOUR_CITY', name: 'Sáng kiến, sáng tạo Thủ đô', valueUnit: 'PERSON', formula: 'Holders of CREATIVE_CAPITAL decided by the city', recipe: count('HOLDING', { titleCode: 'CREATIVE_CAPITAL', level: 'C' }) },
  { code: 'CHAIR_CITY', name: 'Chủ tịch công đoàn cơ sở tiêu biểu', valueUnit: 'PERSON', formula: 'Holders of OUTSTANDING_CHAIR decided by the city', recipe: count('HOLDING', { titleCode: 'OUTSTANDING_CHAIR', level: 'C' }) },
  { code: 'JOINT_AWARD_S', name: 'Giải thưởng phối hợp cấp trên trực tiếp', valueUnit: 'PERSON', formula: 'Holders of DEDICATED_TEACHER decided at S, all tiers', recipe: count('HOLDING', { titleCode: 'DEDICATED_TEACHER', level: 'S' }) },
  ...jointTiers,
  { code: 'JOINT_AWARD_CITY', name: 'Giải thưởng phối hợp cấp thành phố', valueUnit: 'PERSON', formula: 'Holders of DEDICATED_TEACHER decided by the city', recipe: count('HOLDING', { titleCode: 'DEDICATED_TEACHER', level: 'C' }) },
  { code: 'HOUSING_APPROVED', name: 'Mái ấm Công đoàn được duyệt', valueUnit: 'COUNT', formula: 'Housing cases by the day of approval', recipe: count('HOUSING_APPROVAL') },
  { code: 'HOUSING_PAID_BUILD', name: 'Mái ấm Công đoàn đã chi: xây mới', valueUnit: 'COUNT', formula: 'Paid housing cases of kind BUILD by the day of payment', recipe: count('HOUSING_PAYMENT', { housingKind: 'BUILD' }) },
  { code: 'HOUSING_PAID_REPAIR', name: 'Mái ấm Công đoàn đã chi: sửa chữa', valueUnit: 'COUNT', formula: 'Paid housing cases of kind REPAIR by the day of payment', recipe: count('HOUSING_PAYMENT', { housingKind: 'REPAIR' }) },
  { code: 'UNIT_S_ENDED', name: 'Công đoàn cấp trên kết thúc hoạt động', valueUnit: 'COUNT', formula: 'Units of level S by their last day', recipe: count('UNIT_ENDED', { level: 'S' }) },
  { code: 'UNIT_S_WARD', name: 'Công đoàn xã, phường', valueUnit: 'COUNT', formula: 'Units of type S_WARD alive on the last day of the scope', recipe: { aggregate: 'STOCK', kind: 'UNIT', where: { unitType: 'S_WARD' } } },
  { code: 'ROUND_PLANNED', name: 'Số đợt thi đua trong kế hoạch năm', valueUnit: 'COUNT', formula: 'Rounds that year plans state, by their planned first day', recipe: count('PLANNED_ROUND') },
  { code: 'WORK_G', name: 'Công trình, sản phẩm, phần việc cấp cơ sở', valueUnit: 'COUNT', formula: 'Verified works registered at G, by the day of completion, without late ones', recipe: count('WORK', { level: 'G', late: false }) },
  { code: 'WORK_S', name: 'Công trình, sản phẩm, phần việc cấp trên trực tiếp', valueUnit: 'COUNT', formula: 'Verified works registered at S, by the day of completion, without late ones', recipe: count('WORK', { level: 'S', late: false }) },
  { code: 'WORK_LATE', name: 'Công trình hoàn thành ngoài đợt', valueUnit: 'COUNT', formula: 'Verified works flagged late', recipe: count('WORK', { late: true }) },
  { code: 'WORK_PLAQUE', name: 'Công trình được gắn biển', valueUnit: 'COUNT', formula: 'Works chosen by the city for a plaque', recipe: count('PLAQUE') },
  { code: 'PETITION_WRITTEN', name: 'Kiến nghị bằng văn bản', valueUnit: 'COUNT', formula: 'Petitions received in writing', recipe: count('PETITION', { channel: 'WRITTEN' }) },
  { code: 'PETITION_DIRECT', name: 'Kiến nghị trực tiếp', valueUnit: 'COUNT', formula: 'Petitions received directly', recipe: count('PETITION', { channel: 'DIRECT' }) },
  { code: 'PETITION_ONLINE', name: 'Kiến nghị trực tuyến', valueUnit: 'COUNT', formula: 'Petitions received online', recipe: count('PETITION', { channel: 'ONLINE' }) },
  { code: 'CONTEST_CONTESTANT', name: 'Thí sinh hội thi thợ giỏi', valueUnit: 'PERSON', formula: 'Contestants, once per edition; editions add up', recipe: count('CONTESTANT') },
  { code: 'CONTEST_ENTERPRISE', name: 'Doanh nghiệp dự hội thi', valueUnit: 'COUNT', formula: 'Distinct enterprises of contestants', recipe: distinct('CONTESTANT', 'enterpriseKey') },
  { code: 'CONTEST_UNIT', name: 'Đơn vị dự hội thi', valueUnit: 'COUNT', formula: 'Distinct units of the level below the organiser on the contest day', recipe: distinct('CONTESTANT', 'entrantKey') },
  { code: 'CONTEST_ENTRY', name: 'Lượt đơn vị dự hội thi', valueUnit: 'COUNT', formula: 'One per unit and edition', recipe: distinct('CONTESTANT', 'contestCode', 'entrantKey') },
  { code: 'CONTEST_TRADE', name: 'Nghề thi', valueUnit: 'COUNT', formula: 'Distinct trades in the scope', recipe: distinct('CONTESTANT', 'trade') },
  { code: 'CONTEST_WINNER', name: 'Giải hội thi thợ giỏi', valueUnit: 'COUNT', formula: 'Prizes without team prizes', recipe: count('PRIZE', { teamPrize: false }) },
  { code: 'CONTEST_MONEY', name: 'Tiền thưởng hội thi thợ giỏi', valueUnit: 'VND', formula: 'Sum of prize money without team prizes', recipe: { aggregate: 'SUM', kind: 'PRIZE', where: { teamPrize: false }, of: 'amountVnd' } },
  ...prizes,
  { code: 'CONTEST_PRIZE_SPECIAL', name: 'Hội thi thợ giỏi: giải Đặc biệt', valueUnit: 'COUNT', formula: 'Prizes of rank SPECIAL without team prizes', recipe: count('PRIZE', { rank: 'SPECIAL', teamPrize: false }) },
  { code: 'GOODWORKER_S', name: 'Công nhân giỏi cấp trên trực tiếp', valueUnit: 'PERSON', formula: 'Holders of OUTSTANDING_WORKER decided at S', recipe: count('HOLDING', { titleCode: 'OUTSTANDING_WORKER', level: 'S' }) },
  { code: 'GOODWORKER_CITY', name: 'Công nhân giỏi Thủ đô', valueUnit: 'PERSON', formula: 'Holders of OUTSTANDING_WORKER decided by the city', recipe: count('HOLDING', { titleCode: 'OUTSTANDING_WORKER', level: 'C' }) },
  { code: 'TYPICAL_IND', name: 'Điển hình tiên tiến: cá nhân', valueUnit: 'PERSON', formula: 'Individual holders of TYPICAL_EXAMPLE', recipe: count('HOLDING', { titleCode: 'TYPICAL_EXAMPLE', receiverKind: 'INDIVIDUAL' }) },
  { code: 'TYPICAL_COL', name: 'Điển hình tiên tiến: tập thể', valueUnit: 'COUNT', formula: 'Collective holders of TYPICAL_EXAMPLE', recipe: count('HOLDING', { titleCode: 'TYPICAL_EXAMPLE', receiverKind: 'COLLECTIVE' }) },
  { code: 'DELEGATE_IND', name: 'Đại biểu dự hội nghị cấp trên: cá nhân', valueUnit: 'PERSON', formula: 'Individual delegates, by the sending unit', recipe: count('DELEGATE', { receiverKind: 'INDIVIDUAL' }) },
  { code: 'DELEGATE_COL', name: 'Đại biểu dự hội nghị cấp trên: tập thể', valueUnit: 'COUNT', formula: 'Collective delegates, by the sending unit', recipe: count('DELEGATE', { receiverKind: 'COLLECTIVE' }) },
  { code: 'PLAN_ADOPTION', name: 'Tỷ lệ đơn vị hưởng ứng kế hoạch', valueUnit: 'PERCENT', formula: 'Units that adopted ÷ units asked', numerator: 'units that adopted', denominator: 'units asked', recipe: { aggregate: 'RATIO', numerator: { aggregate: 'COUNT', kind: 'PLAN_ADOPTED', where: {} }, denominator: { aggregate: 'COUNT', kind: 'PLAN_ASKED', where: {} } } },
  { code: 'CBA_COVERAGE', name: 'Tỷ lệ doanh nghiệp có thỏa ước lao động tập thể', valueUnit: 'PERCENT', formula: 'Enterprises with an agreement in force ÷ enterprises with a grassroots union', numerator: 'enterprises with an agreement in force', denominator: 'enterprises with a grassroots union', recipe: submitted(true) },
  { code: 'CBA_NEW', name: 'Thỏa ước lao động tập thể ký mới', valueUnit: 'COUNT', formula: 'Agreements by the day of signing', recipe: submitted() },
  { code: 'PARTNER_PROGRAMME_NEW', name: 'Chương trình ưu đãi, phúc lợi ký mới', valueUnit: 'COUNT', formula: 'Programmes by the year of signing', recipe: submitted() },
  { code: 'G_FOUNDED', name: 'Công đoàn cơ sở thành lập mới', valueUnit: 'COUNT', formula: 'Units of level G by their first day', recipe: count('UNIT', { level: 'G' }) },
  { code: 'MEMBER_OF_NEW_G', name: 'Đoàn viên của công đoàn cơ sở mới', valueUnit: 'PERSON', formula: 'As submitted', recipe: submitted() },
  { code: 'PROV_COMMITTEE', name: 'Ủy viên ban chấp hành lâm thời', valueUnit: 'PERSON', formula: 'As submitted', recipe: submitted() },
  { code: 'HEALTHCHECK_PERSON', name: 'Người được khám sức khỏe', valueUnit: 'PERSON', formula: 'As submitted', recipe: submitted() },
  { code: 'GIFT_PERSON', name: 'Người được tặng quà', valueUnit: 'PERSON', formula: 'As submitted', recipe: submitted() },
  { code: 'GIFT_MONEY', name: 'Tiền quà tặng', valueUnit: 'VND', formula: 'As submitted', recipe: submitted() },
  { code: 'MEAL_PORTION', name: 'Suất Bữa cơm Công đoàn', valueUnit: 'COUNT', formula: 'As submitted', recipe: submitted() },
  { code: 'CONFERENCE_DELEGATE', name: 'Đại biểu dự hội nghị người lao động', valueUnit: 'PERSON', formula: 'As submitted', recipe: submitted() },
  { code: 'WORKFORCE', name: 'Công nhân, viên chức, lao động', valueUnit: 'PERSON', formula: 'As submitted', recipe: submitted() },
  { code: 'BORROW_MONTHLY', name: 'Người phải vay hằng tháng', valueUnit: 'PERCENT', formula: 'Answers ÷ persons asked', numerator: 'answers', denominator: 'persons asked', recipe: submitted(true) },
  { code: 'BORROW_SOMETIMES', name: 'Người phải vay vài tháng một lần', valueUnit: 'PERCENT', formula: 'Answers ÷ persons asked', numerator: 'answers', denominator: 'persons asked', recipe: submitted(true) },
];
