import { planCity, type CitySize } from '../city/city-plan';
import { Player } from '../demo/player';
import type { Lab } from './lab';

let runs = 0;

/** Unions of their own for each case, below a unit of their own; answers its code. */
export async function unionsFor(lab: Lab, size: CitySize): Promise<string> {
  const player = new Player(lab.baseUrl, () => undefined);
  const desk = { recorder: lab.people.officer, confirmer: lab.people.chair };
  const top = `thu-${size.code ?? ''}`;
  const paper = (number: string, items: readonly Record<string, unknown>[]): Promise<string[]> =>
    player.paper(desk, { service: 'membership', kind: 'UNIT_FOUNDED', issuer: 'ha-noi', number: `${number}-${Date.now().toString(36)}/QĐ`, decidedOn: '2026-01-05', items });
  await paper('THU-TREN', [{ code: top, type: 'S_ZONE', name: `Công đoàn thử ${size.code ?? ''}`, parentCode: 'ha-noi', validFrom: '2015-01-01' }]);
  await paper('THU-CS', planCity(size).map(({ code, name, bloc }) => ({ code, type: 'G', name, parentCode: top, bloc, validFrom: '2015-01-02' })));
  return top;
}

/** A size whose codes, identifiers and enterprise numbers nobody else has. */
export function sizeOf(members: number, unions: number): CitySize {
  runs += 1;
  // Running numbers far above those of the city.
  return { members, unions, seed: `faults-${runs}`, code: `f${Date.now().toString(36)}${runs}`, after: { members: 2_000_000 + runs * 100_000, unions: 20_000 + runs * 1_000 } };
}
