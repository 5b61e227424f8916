import type { ReactNode } from 'react';

/** Title of a page, what it is about, what can be done. */
export function PageHead({ title, text, children, tags }: { title: ReactNode; text?: ReactNode; children?: ReactNode; tags?: ReactNode }) {
  return (
    <div className="page-head">
      <div className="stack-s">
        <div className="row"><h1>{title}</h1>{tags}</div>
        {text !== undefined && <p className="soft">{text}</p>}
      </div>
      {children !== undefined && <div className="row no-print">{children}</div>}
    </div>
  );
}
