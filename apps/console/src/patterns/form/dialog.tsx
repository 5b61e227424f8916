import { Modal } from 'antd';
import type { ReactNode } from 'react';

/** A dialog around a form; the form brings its own buttons. */
export function Dialog({ title, onClose, children, wide = false }: { title: string; onClose: () => void; children: ReactNode; wide?: boolean }) {
  return <Modal open title={title} onCancel={onClose} footer={null} width={wide ? 820 : 520} destroyOnHidden mask={{ closable: false }}>{children}</Modal>;
}
