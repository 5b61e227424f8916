import { Button } from 'antd';
import { useState, type ReactNode } from 'react';

export interface Door {
  readonly key: string;
  readonly label: string;
  /** What I may not do is not there. */
  readonly open: boolean;
  /** What I may do but not now stands there with the reason. */
  readonly whyNot?: string | null;
  readonly primary?: boolean;
  readonly danger?: boolean;
  readonly form: (close: () => void) => ReactNode;
}

/** What can be done with a thing, each behind a button that opens its form. `inCell`: in a cell of a list, where the room is narrow. */
export function Doors({ doors, inCell = false }: { doors: readonly Door[]; inCell?: boolean }) {
  const [at, setAt] = useState<string | null>(null);
  const shown = doors.filter((door) => door.open);
  const opened = shown.find((door) => door.key === at);
  const reasons = [...new Set(shown.map((door) => door.whyNot).filter((why) => why !== null && why !== undefined))];
  const buttons = (
    <>
      {shown.map((door) => <Button key={door.key} size={inCell ? 'small' : 'middle'} type={door.primary === true ? 'primary' : 'default'} danger={door.danger ?? false} disabled={door.whyNot !== null && door.whyNot !== undefined} onClick={() => setAt(door.key)}>{door.label}</Button>)}
      {reasons.map((why) => <span key={why} className="soft small dk-why">{why}</span>)}
      {opened?.form(() => setAt(null))}
    </>
  );
  return inCell ? <div className="row dk-doors-cell">{buttons}</div> : buttons;
}
