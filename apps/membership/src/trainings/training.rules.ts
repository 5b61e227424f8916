import type { Day } from '@doanket/kernel';

export interface AttendanceLine { readonly personId: string; readonly hours: number; readonly passed: boolean; readonly certificateNo?: string | undefined }
export interface LineFault { readonly line: number; readonly field: 'hours' | 'personId' | 'certificateNo'; readonly detail: string }

/** What is wrong with lines by themselves: more hours than the course has, the same person or number twice, a certificate without passing. */
export function lineFaults(lines: readonly AttendanceLine[], courseHours: number): LineFault[] {
  const persons = new Set<string>();
  const numbers = new Set<string>();
  return lines.flatMap((line, at): LineFault[] => {
    const faults: LineFault[] = [];
    if (line.hours > courseHours) faults.push({ line: at, field: 'hours', detail: `The course has ${courseHours} hours` });
    if (persons.has(line.personId)) faults.push({ line: at, field: 'personId', detail: 'Stands here twice' });
    persons.add(line.personId);
    if (line.certificateNo === undefined) return faults;
    if (!line.passed) faults.push({ line: at, field: 'certificateNo', detail: 'A certificate is for those who passed' });
    if (numbers.has(line.certificateNo)) faults.push({ line: at, field: 'certificateNo', detail: 'Stands here twice' });
    numbers.add(line.certificateNo);
    return faults;
  });
}

/** The report that a plan or a result points at: the plan of a year was presented with the result of the year before. */
export function counterpart(kind: 'PLAN' | 'RESULT', year: number): { readonly kind: 'PLAN' | 'RESULT'; readonly year: number } {
  return kind === 'PLAN' ? { kind: 'RESULT', year: year - 1 } : { kind: 'PLAN', year: year + 1 };
}

/** A course stands in the plan of the year it begins in. */
export function fitsYear(planYear: number, startsOn: Day): boolean {
  return Number(startsOn.slice(0, 4)) === planYear;
}
