import { listFigureRecords, listIndicators, listSubmissions } from '@doanket/contracts';
import { type ListSheet, sheetOf, wordOf } from '@doanket/exports';

const decimal = (text: string | null): string | null => text?.replace('.', ',') ?? null;

/** The lists of reports as sheets. */
export const reportsSheets: readonly ListSheet[] = [
  sheetOf('FIGURE_RECORDS', listFigureRecords, 'Bản ghi của số liệu', {
    kind: { title: 'Loại bản ghi', words: true }, recordId: 'Mã bản ghi', unit: 'Mã đơn vị', unitName: 'Đơn vị', day: 'Ngày', amountVnd: 'Số tiền (đồng)',
    attributes: { title: 'Chi tiết', value: ({ attributes }) => Object.values(attributes).filter((value) => value !== null).map((value) => wordOf(String(value))).join('; ') },
  }),
  sheetOf('INDICATORS', listIndicators, 'Danh mục chỉ tiêu thống kê', {
    code: 'Mã chỉ tiêu', name: 'Chỉ tiêu', valueUnit: 'Đơn vị tính', aggregate: 'Cách tính', formula: 'Công thức', numerator: 'Tử số', denominator: 'Mẫu số', validFrom: 'Hiệu lực từ', validTo: 'Đến ngày', source: 'Nguồn',
  }),
  sheetOf('SUBMISSIONS', listSubmissions, 'Số liệu đơn vị báo cáo', {
    indicator: 'Mã chỉ tiêu', unitCode: 'Mã đơn vị', unitName: 'Đơn vị', from: 'Từ ngày', to: 'Đến ngày', round: 'Đợt thi đua', cluster: 'Cụm thi đua', value: { title: 'Giá trị', value: ({ value }) => decimal(value) }, numerator: { title: 'Tử số', value: ({ numerator }) => decimal(numerator) },
    denominator: { title: 'Mẫu số', value: ({ denominator }) => decimal(denominator) }, valueUnit: 'Đơn vị tính', qualifier: 'Mức chính xác', state: 'Trạng thái', submittedOn: 'Ngày gửi', reason: 'Lý do', returnReason: 'Lý do trả lại',
  }),
];
