import { ruleSourceWords } from '@doanket/rules';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What stood as the source of a rule the product came with, and what an officer reads instead. */
const WORDS: Readonly<Record<string, string>> = {
  'Handbook 4.5, INI-05.': 'Danh sách cấp toàn quốc lấy từ sáng kiến đã được thành phố công nhận.',
  'Handbook 4.5: Guidance 46/HD-TLĐ of 30/12/2021.': 'Hướng dẫn 46/HD-TLĐ ngày 30/12/2021.',
  'Handbook 4.5: three months to judge, without a source.': 'Ba tháng để xét; chưa có nguồn.',
  'Handbook 4.5: two co-authors in the rule of one province; Hanoi is open.': 'Quy định của một tỉnh nêu hai đồng tác giả; Hà Nội chưa rõ.',
  'Handbook INI-05: the list of the city is a part of that of the districts.': 'Danh sách của thành phố là một phần danh sách của cấp trên cơ sở.',
  'Handbook INI-05; a district level existed as an honour of the union.': 'Cấp trên cơ sở từng là hình thức tôn vinh của công đoàn.',
  'assumption': 'Giả định.',
  'handbook 4.5: one year from the first use': 'Một năm kể từ ngày áp dụng lần đầu.',
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
