import { baselineOf, check, type Findings } from './checker';
import { pause, type Lab } from './lab';
import { Ledger } from './ledger';
import { Writers } from './writers';

/** One fault and how it is proven harmless. */
export interface Case {
  readonly name: string;
  readonly title: string;
  /** Also part of the short form that `npm test` runs. */
  readonly short: boolean;
  readonly run: (lab: Lab) => Promise<Findings>;
}

/** Writing before the fault, and after the recovery: commands must be under way at both moments. */
const LEAD_MS = 1_500;
const TAIL_MS = 1_500;

/** Lets officers write while `fault` happens and is over, then compares everything. `fault` may add what it found itself. */
export async function whileWriting(lab: Lab, name: string, fault: (ledger: Ledger) => Promise<readonly string[] | void>, strangers: ReadonlySet<string> = new Set()): Promise<Findings> {
  const before = await baselineOf(lab);
  const ledger = new Ledger(`${lab.run} ${name}`);
  const writers = new Writers(lab.people, ledger, lab.today).start();
  let own: readonly string[] = [];
  try {
    await pause(LEAD_MS);
    own = (await fault(ledger)) ?? [];
    await pause(TAIL_MS);
  } finally {
    await writers.stop();
  }
  const findings = await check(lab, ledger, before, strangers);
  return { ...findings, faults: [...own, ...(ledger.acknowledged === 0 ? ['nothing was acknowledged: the case proves nothing'] : []), ...findings.faults] };
}
