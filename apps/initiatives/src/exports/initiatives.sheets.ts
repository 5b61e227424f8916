import { listInitiatives, listStaffCounts } from '@doanket/contracts';
import { type ListSheet, sheetOf, wordOf, wordsOf } from '@doanket/exports';

/** The lists of initiatives as sheets; what a secret one is about stays as its list shows it. */
export const initiativesSheets: readonly ListSheet[] = [
  sheetOf('INITIATIVES', listInitiatives, 'Sáng kiến', {
    title: 'Tên sáng kiến', initiativeType: 'Loại', solutionKind: 'Loại giải pháp', unitCode: 'Mã đơn vị', unitName: 'Đơn vị', authors: { title: 'Tác giả', value: ({ authors }) => authors.map(({ name, share }) => `${name} (${share}%)`).join('; ') }, firstAppliedOn: 'Áp dụng lần đầu',
    secret: 'Mật', benefitVnd: 'Giá trị làm lợi (đồng)', benefitNote: 'Hiệu quả', state: 'Trạng thái',
    recognitions: { title: 'Đã công nhận', value: ({ recognitions }) => recognitions.map(({ recognitionLevel, decisionNumber }) => `${wordOf(`RECOGNITION_${recognitionLevel}`)} (${decisionNumber})`).join('; ') },
    programmes: { title: 'Chương trình', value: ({ programmes }) => programmes.map(({ programmeCode }) => wordOf(programmeCode)).join('; ') }, warnings: { title: 'Lưu ý', value: ({ warnings }) => wordsOf(warnings.map(({ code }) => code)) },
  }),
  sheetOf('STAFF_COUNTS', listStaffCounts, 'Số lao động', { unitCode: 'Mã đơn vị', countedOn: 'Ngày chốt', persons: 'Số người' }),
];
