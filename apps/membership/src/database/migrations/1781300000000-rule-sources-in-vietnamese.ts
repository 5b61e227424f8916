import { ruleSourceWords } from '@doanket/rules';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What stood as the source of a rule the product came with, and what an officer reads instead. */
const WORDS: Readonly<Record<string, string>> = {
  'As for the union fund, handbook 4.2; for dues an assumption.': 'Như đối với kinh phí công đoàn; với đoàn phí là giả định.',
  'Assumption: 15 days.': 'Giả định: 15 ngày.',
  'Assumption: 30 days.': 'Giả định: 30 ngày.',
  'Assumption: a gap counts beyond 10,000 đồng and beyond a thousandth of what was due.': 'Giả định: chênh lệch được tính khi vượt 10.000 đồng và vượt một phần nghìn số phải thu.',
  'Assumption: files of a month come by the 10th of the next.': 'Giả định: tệp của tháng gửi trước ngày 10 tháng sau.',
  'Assumption: the share of a month goes up by the 10th of the next.': 'Giả định: phần nộp của tháng chuyển lên cấp trên trước ngày 10 tháng sau.',
  'Background knowledge.': 'Nghị định của Chính phủ về mức lương cơ sở; chưa đối chiếu với bản gốc.',
  'Handbook 4.11, SOC-10: purpose, basis and retention are kept for all personal data; which basis a purpose has is an assumption.': 'Mọi dữ liệu cá nhân phải có mục đích, căn cứ và thời hạn lưu; căn cứ của từng mục đích là giả định.',
  'Handbook 4.12: guidance of 12/6/2025.': 'Hướng dẫn ngày 12/6/2025 về công đoàn xã, phường.',
  'Handbook 4.1: 1 % until 30/6/2025; 1908/QĐ-TLĐ (2016), then 1408/QĐ-TLĐ (2024). The first day here is an assumption.': 'Mức 1% đến 30/6/2025: Quyết định 1908/QĐ-TLĐ (2016), sau đó 1408/QĐ-TLĐ (2024). Ngày bắt đầu ở đây là giả định.',
  'Handbook 4.1: 10 % of the base salary.': 'Tối đa 10% mức lương cơ sở.',
  'Handbook 4.1: Decision 61/QĐ-TLĐ, signed 29/7/2025, in force from 1/7/2025.': 'Quyết định 61/QĐ-TLĐ ký ngày 29/7/2025, có hiệu lực từ 1/7/2025.',
  'Handbook 4.1: Decree 73/2024. The value after 2025 is open.': 'Nghị định 73/2024/NĐ-CP. Mức sau năm 2025 chưa rõ.',
  'Handbook 4.1: about 1 % of the base salary.': 'Khoảng 1% mức lương cơ sở.',
  'Handbook 4.1: insurance allowance of a month or more; unpaid leave of a month or more without income.': 'Hưởng trợ cấp bảo hiểm từ một tháng trở lên; nghỉ việc riêng không lương, không có thu nhập từ một tháng trở lên.',
  'Handbook 4.1: letter 4133/TLĐ-ToC of 23/5/2025, not collected since 1/6/2025.': 'Công văn 4133/TLĐ-ToC ngày 23/5/2025: không thu từ 1/6/2025.',
  'Handbook 4.1: letter 808/TLĐ of 2020, salary below the base salary.': 'Công văn 808/TLĐ năm 2020: lương thấp hơn mức lương cơ sở.',
  'Handbook 4.1: no cap in the detailed tables; one infographic names 10 % for all. Sources disagree.': 'Bảng chi tiết không nêu mức tối đa; một tài liệu tuyên truyền nêu 10% cho tất cả. Các nguồn không thống nhất.',
  'Handbook 4.1: none named.': 'Không nêu mức nào.',
  'Handbook 4.1: whether the exemption survives 61/QĐ-TLĐ is open.': 'Chưa rõ việc miễn còn áp dụng sau Quyết định 61/QĐ-TLĐ hay không.',
  'Handbook 4.2: 2 % of the payroll for compulsory insurance. The first day here is an assumption.': '2% quỹ tiền lương làm căn cứ đóng bảo hiểm xã hội bắt buộc. Ngày bắt đầu ở đây là giả định.',
  'Handbook 4.2: 70 % for the grassroots union, from 2023.': 'Quyết định 8108/QĐ-TLĐ: công đoàn cơ sở được sử dụng 70%, từ năm 2023.',
  'Handbook 4.2: 75 % usable by the grassroots union. The first day here is an assumption.': 'Công đoàn cơ sở được sử dụng 75%. Ngày bắt đầu ở đây là giả định.',
  'Handbook 4.2: at most 12 months, paid back by the last day of the month after.': 'Tối đa 12 tháng; đóng bù chậm nhất vào ngày cuối của tháng tiếp theo.',
  'Handbook 4.4.': 'Hướng dẫn 1294/HD-TLĐ ngày 14/8/2019.',
  'Handbook 4.7.': 'Pháp luật lao động về thỏa ước lao động tập thể.',
  'Handbook 4.7: Decree 145/2020, article 38.': 'Nghị định 145/2020/NĐ-CP, Điều 38.',
  'Handbook 4.7: Labour Code 2019, article 63.': 'Bộ luật Lao động 2019, Điều 63.',
  'Handbook 4.7: one copy within 10 days to the provincial labour body.': 'Một bản thỏa ước gửi cơ quan lao động cấp tỉnh trong 10 ngày.',
  'Handbook 4.8.': 'Quy định về bảo hiểm xã hội.',
  'Handbook 4.8. The first day here is an assumption.': 'Quy định về bảo hiểm xã hội. Ngày bắt đầu ở đây là giả định.',
  'Handbook 4.8: Law 41/2024, articles 47, 48, 61, 62.': 'Luật Bảo hiểm xã hội 41/2024/QH15, các điều 47, 48, 61, 62.',
  'Handbook 4.8: the 45 days are confirmed, the working days are as for maternity.': 'Thời hạn 45 ngày đã xác nhận; số ngày làm việc lấy như chế độ thai sản.',
  'Handbook 4.8: yearly list of employers by 30/6.': 'Danh sách người sử dụng lao động gửi hằng năm trước 30/6.',
  'Handbook 6, question 14: retention times are open. Assumption: a year after the leave.': 'Thời hạn lưu chưa rõ. Giả định: một năm sau đợt nghỉ.',
  'Handbook CBA-05.': 'Giả định: nhắc trước khi thỏa ước hết hạn 90, 60 và 30 ngày.',
  'Handbook ORG-02: five who apply by 03/HD-TLĐ; the term of 12 months has no source.': 'Hướng dẫn 03/HD-TLĐ: ít nhất năm người đứng đơn; thời hạn 12 tháng chưa có nguồn.',
  'Handbook ORG-08: a congress of delegates from 150 members on. The first day here is an assumption.': 'Đại hội đại biểu từ 150 đoàn viên trở lên. Ngày bắt đầu ở đây là giả định.',
  'Handbook ORG-10: in transit for a configurable number of days. The 60 are an assumption.': 'Số ngày chờ tiếp nhận được đặt theo quy định; 60 ngày là giả định.',
  'Handbook ORG-10: dues stop and restart by month. That amounts and reliefs go on with the member, as in a merger, is an assumption.': 'Đoàn phí dừng và bắt đầu lại theo tháng; mức đóng và miễn giảm đi theo đoàn viên như khi sáp nhập là giả định.',
  'Handbook ORG-15, 4.12: letter 4133/TLĐ-ToC of 23/5/2025.': 'Công văn 4133/TLĐ-ToC ngày 23/5/2025.',
  'Handbook ORG-15.': 'Phân loại đơn vị theo khối khi kết nạp đoàn viên.',
  'Handbook ORG-20: bands without a source.': 'Các ngưỡng xếp loại chưa có nguồn.',
  'Handbook SOC-08: a debt of 6 months puts the firm on the supervision plan.': 'Nợ từ 6 tháng thì đưa doanh nghiệp vào kế hoạch giám sát.',
  'Labour Code 2012, articles 74 to 76. Background knowledge.': 'Bộ luật Lao động 2012, các điều 74 đến 76; chưa đối chiếu với bản gốc.',
  'Labour Code 2019, article 112; the days of Tết and the days off in lieu as announced each year. Background knowledge.': 'Bộ luật Lao động 2019, Điều 112; ngày nghỉ Tết và nghỉ bù theo thông báo hằng năm, chưa đối chiếu với bản gốc.',
};

export class RuleSourcesInVietnamese1781300000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(ruleSourceWords(WORDS));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
