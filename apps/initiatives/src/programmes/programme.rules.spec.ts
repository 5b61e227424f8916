import { AppliedOutsideProgramme, EnteredBeforeRecognised, OutsideWindow } from './programme.errors';
import { checkEntry, type Entry, type Programme } from './programme.rules';

const MILLION: Programme = {
  code: 'ONE_MILLION_INITIATIVES', appliedFrom: '2021-09-01', appliedTo: '2023-09-01',
  windows: [{ from: '2022-01-08', to: '2022-05-31' }, { from: '2022-06-01', to: '2023-09-01' }],
};
const check = (entry: Partial<Entry>) => () => checkEntry(MILLION, { firstAppliedOn: '2022-01-01', recognisedOn: '2022-01-05', enteredOn: '2022-06-15', ...entry });

describe('entry in the programme', () => {
  it('INI-07: entered within a window, both days included', () => {
    expect(check({ enteredOn: '2022-01-07' })).toThrow(OutsideWindow);
    for (const enteredOn of ['2022-01-08', '2022-05-31', '2022-06-01', '2023-09-01']) expect(check({ enteredOn })).not.toThrow();
    expect(check({ enteredOn: '2023-09-02' })).toThrow(OutsideWindow);
  });

  it('INI-07: first applied 1/9/2021–1/9/2023, both days included', () => {
    expect(check({ firstAppliedOn: '2021-08-31' })).toThrow(AppliedOutsideProgramme);
    for (const firstAppliedOn of ['2021-09-01', '2023-09-01']) expect(check({ firstAppliedOn })).not.toThrow();
    expect(check({ firstAppliedOn: '2023-09-02' })).toThrow(AppliedOutsideProgramme);
    expect(check({ firstAppliedOn: null })()).toEqual({ appliedUnknown: true });
  });

  it('INI-07: recognised on or before the day of the entry', () => {
    expect(check({ recognisedOn: '2022-06-15' })).not.toThrow();
    expect(check({ recognisedOn: '2022-06-16' })).toThrow(EnteredBeforeRecognised);
  });
});
