import type { UnitRefView } from '@doanket/contracts';
import { codeText } from '../patterns/code/code-text';
import { codeFrom } from '../patterns/form/record-fields';

/** Short words beside a unit's name: its type, and its state where that is not plain. */
export function unitNotes(unit: Pick<UnitRefView, 'type' | 'state'>): string[] {
  return unit.state === 'ACTIVE' ? [codeText(`UNIT_${unit.type}`)] : [codeText(`UNIT_${unit.type}`), codeText(unit.state)];
}

/** A code as units bear it, from a name: `LĐLĐ quận Tây Hồ` → `tay-ho`. */
export const unitCodeFrom = (name: unknown): string => codeFrom(String(name ?? '').replace(/^(LĐLĐ|Công đoàn|CĐCS)\s+(quận|huyện|thị xã|phường, xã|phường|xã|cơ sở)?\s*/i, ''));
