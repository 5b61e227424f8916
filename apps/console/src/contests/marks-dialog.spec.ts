import { readMarks } from './marks-dialog';

it('reads marks as typed or pasted, with decimal commas, and names the lines that are none', () => {
  expect(readMarks('001; 8,5; 90\n002\t75\t60,25\n\n003;101;5\n;1;1\n004;;3')).toEqual({
    marks: [{ entryNo: '001', theory: 8.5, practice: 90 }, { entryNo: '002', theory: 75, practice: 60.25 }], wrong: [4, 5, 6],
  });
});
