import { ruleSourceWords } from '@doanket/rules';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What stood as the source of a rule the product came with, and what an officer reads instead. */
const WORDS: Readonly<Record<string, string>> = {
  'Handbook 4.6, WEL-03: papers by 30/6, work by 31/12; none known for 2025.': 'Hồ sơ nộp trước 30/6, nhà hoàn thành trước 31/12; năm 2025 chưa rõ.',
  'Handbook 4.6, WEL-08. The first day here is an assumption.': 'Quyết định 4291/QĐ-TLĐ. Ngày bắt đầu ở đây là giả định.',
  'Handbook 4.6: Hanoi 2019 and 2020.': 'Mức của Hà Nội năm 2019 và 2020.',
  'Handbook 4.6: Tết 2026, 60,000 people.': 'Chương trình Tết 2026, 60.000 người.',
  'Handbook WEL-02: only if the rule sets it; Hanoi sets none that is known.': 'Chỉ áp dụng khi quy định có nêu; chưa thấy quy định của Hà Nội.',
};

export class RuleSourcesInVietnamese1781300000000 implements MigrationInterface {
  name = 'RuleSourcesInVietnamese1781300000000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(ruleSourceWords(WORDS));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
