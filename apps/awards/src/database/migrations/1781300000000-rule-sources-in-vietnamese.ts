import { ruleSourceWords } from '@doanket/rules';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What stood as the source of a rule the product came with, and what an officer reads instead. */
const WORDS: Readonly<Record<string, string>> = {
  'Assumption: more than half of those who vote': 'Giả định: quá nửa số người bỏ phiếu.',
  'Background knowledge.': 'Nghị định của Chính phủ về mức lương cơ sở; chưa đối chiếu với bản gốc.',
  'Decree 24/2023; not in the handbook': 'Nghị định 24/2023/NĐ-CP; chưa đối chiếu với bản gốc.',
  'Handbook 4.1; value after 2025 open': 'Nghị định 73/2024/NĐ-CP. Mức sau năm 2025 chưa rõ.',
  'Handbook 4.3, seed 000': 'Quy chế khen thưởng của tổ chức Công đoàn.',
  'Handbook 4.3, seed 003': 'Tin biểu dương điển hình tiên tiến của quận Nam Từ Liêm, 2015–2020.',
  'Handbook 4.3, seed 003: given yearly at S': 'Tin biểu dương điển hình tiên tiến của quận Nam Từ Liêm, 2015–2020: xét hằng năm.',
  'Handbook 4.3, seed 004': 'Tin về đợt thi đua cao điểm của thành phố Hà Nội năm 2023.',
  'Handbook 4.3, seed 004; criteria open': 'Tin về đợt thi đua cao điểm của thành phố Hà Nội năm 2023; tiêu chí chưa rõ.',
  'Handbook 4.3, seeds 003 and 004; exact criteria open': 'Tin của quận Nam Từ Liêm và của thành phố Hà Nội; tiêu chí cụ thể chưa rõ.',
  'Handbook 4.3; conditions set by the level': 'Quy chế khen thưởng của tổ chức Công đoàn; điều kiện do từng cấp đặt.',
  'Handbook AWD-03: 80–90% for high titles, not confirmed': '80–90% đối với danh hiệu cao; chưa xác nhận.',
  'Handbook AWD-03: two thirds present, not confirmed': 'Hai phần ba thành viên có mặt; chưa xác nhận.',
  'Handbook AWD-12 puts small collectives first and gives no number.': 'Ưu tiên tập thể nhỏ; quy định không nêu con số.',
  'Law 06/2022/QH15; handbook 4.3': 'Luật Thi đua, khen thưởng 06/2022/QH15.',
  'Law 06/2022/QH15; handbook 4.3, multiple not confirmed': 'Luật Thi đua, khen thưởng 06/2022/QH15; hệ số chưa xác nhận.',
  'Law on Emulation and Commendation 06/2022/QH15; handbook 4.3': 'Luật Thi đua, khen thưởng 06/2022/QH15.',
};

export class RuleSourcesInVietnamese1781300000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(ruleSourceWords(WORDS));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
