import fc from 'fast-check';
import { addDays } from '@doanket/kernel';
import { guessColumns, headerRowOf } from './import-columns.rules';
import { dayFrom, readRow } from './import-values.rules';

const defaults = { admittedOn: '2020-01-01', today: '2026-03-02', hasUnit: true };
const read = (field: Parameters<typeof readRow>[1][number], cell: string) => readRow([cell, 'Trần Thị Mẫu'], [field ?? null, 'fullName'], defaults);

describe('days', () => {
  it.each([['08/03/1995', '1995-03-08'], ['8-3-1995', '1995-03-08'], ['08.03.1995', '1995-03-08'], ['1995-03-08', '1995-03-08'], ['34766', '1995-03-08'], ['29/02/2024', '2024-02-29']])('%s is %s', (text, day) => {
    expect(dayFrom(text)).toBe(day);
  });

  it.each(['29/02/2023', '31/04/2020', '08/03/95', '1995', '03/1995', '13/13/2020', '9999', '100000', 'hôm qua', ''])('%s is no day', (text) => {
    expect(dayFrom(text)).toBeNull();
  });

  it('reads back every day as it is written and as a spreadsheet counts it', () => {
    fc.assert(fc.property(fc.integer({ min: 10_000, max: 80_000 }), (serial) => {
      const day = addDays('1899-12-30', serial);
      const [year, month, date] = day.split('-');
      expect([dayFrom(`${date}/${month}/${year}`), dayFrom(String(serial)), dayFrom(day)]).toEqual([day, day, day]);
    }));
  });
});

it('ORG-11: an 11-digit and a 13-digit id fail, twelve pass; a passport passes', () => {
  expect(read('personalId', '00119500001').faults).toEqual([{ at: 0, fault: 'NOT_TWELVE_DIGITS' }]);
  expect(read('personalId', '0011950000012').faults).toEqual([{ at: 0, fault: 'NOT_TWELVE_DIGITS' }]);
  expect(read('personalId', '001 195 000 001').values.personalId).toBe('001195000001');
  expect(read('socialInsuranceNo', '012345678').faults).toEqual([{ at: 0, fault: 'NOT_TEN_DIGITS' }]);
  expect(read('passportNo', 'm1234567')).toMatchObject({ values: { passportNo: 'M1234567' }, faults: [] });
});

it.each([['Bậc 3/7', 3], ['7', 7], ['0', null], ['8', null]])('skill grade %s is %s', (cell, grade) => {
  expect(read('skillGrade', cell)).toMatchObject({ values: { skillGrade: grade }, faults: grade === null ? [{ fault: 'NOT_A_GRADE' }] : [] });
});

it('takes words with and without marks', () => {
  expect(read('gender', 'nữ').values.gender).toBe('FEMALE');
  expect(read('education', 'Đại học').values.education).toBe('UNIVERSITY');
  expect(read('partyMember', 'x').values.partyMember).toBe(true);
  expect(read('partyMember', 'có lẽ').faults).toEqual([{ at: 0, fault: 'WORD_UNKNOWN' }]);
});

it('NFC and NFD names are one name, and capitals are a name too', () => {
  const name = (cell: string) => readRow([cell], ['fullName'], defaults).values.fullName;
  expect(name('Nguyễn Thị Ánh'.normalize('NFD'))).toBe('Nguyễn Thị Ánh');
  expect(name('NGUYỄN THỊ ÁNH')).toBe('Nguyễn Thị Ánh');
  expect(readRow(['Nguyễn Thị', 'Ánh'], ['familyName', 'givenName'], defaults).values.fullName).toBe('Nguyễn Thị Ánh');
});

it('never throws, and says a fault for each cell it gives up', () => {
  fc.assert(fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 19, maxLength: 19 }), (cells) => {
    const { values, faults } = readRow(cells, ['fullName', 'birthDate', 'gender', 'nationality', 'personalId', 'socialInsuranceNo', 'passportNo', 'unitCode', 'employeeCode', 'job', 'education', 'directWorker', 'leader', 'skillGrade', 'partyMember', 'appliedOn', 'admittedOn', null, null], defaults);
    if (values.personalId !== null) expect(values.personalId).toMatch(/^\d{12}$/);
    for (const { at } of faults) expect(at === null || at < 17).toBe(true);
  }));
});

it('guesses columns by their titles, and a given name only beside a family name', () => {
  expect(guessColumns(['STT', 'Họ và tên (*)', 'Ngày, tháng, năm sinh', 'Số CCCD', 'Đơn vị'])).toEqual([null, 'fullName', 'birthDate', 'personalId', null]);
  expect(guessColumns(['Ho ten NV', 'NTNS', 'GT'])).toEqual(['fullName', 'birthDate', 'gender']);
  expect(guessColumns(['Họ đệm', 'Tên'])).toEqual(['familyName', 'givenName']);
  expect(guessColumns(['Tên', 'Ngày sinh'])).toEqual(['fullName', 'birthDate']);
  expect(headerRowOf([['LIÊN ĐOÀN LAO ĐỘNG', ''], ['DANH SÁCH', ''], ['STT', 'Họ và tên', 'Ngày sinh'], ['1', 'A', '']])).toBe(2);
});
