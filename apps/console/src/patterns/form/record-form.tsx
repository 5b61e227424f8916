import type { AnswerOf, CallOf, RouteContract, ServiceName } from '@doanket/contracts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../api/query';
import { useToast } from '../toast';
import { Dialog } from './dialog';
import { FormFields } from './form-fields';
import { FormFrame } from './form-frame';
import { bodyOf, emptyValues, faultyIn, missingIn, pointersOf, type BodyOf, type FormField, type NameIn, type Values } from './record-fields';
import { useDraft } from './use-draft';

export interface RecordFormProps<R extends RouteContract> {
  readonly route: R;
  readonly params?: CallOf<R>['params'];
  /** Names the draft on this device, e.g. `plan/new`. */
  readonly draft: string;
  readonly fields: readonly FormField<NameIn<BodyOf<R>>>[];
  readonly initial?: Values;
  /** Sent with what was typed: what is known without asking. */
  readonly extra?: Partial<BodyOf<R>>;
  /** Last change to the body before it is sent. */
  readonly shape?: (body: Record<string, unknown>, values: Values) => Record<string, unknown>;
  readonly submit: string;
  readonly onDone?: (answer: AnswerOf<R>) => void;
  readonly onCancel?: () => void;
  /** Said when it was written; default "done". */
  readonly said?: string;
  readonly touches?: readonly ServiceName[];
  /** The version the change is made on. */
  readonly ifMatch?: string;
  readonly danger?: boolean;
  readonly intro?: ReactNode;
  /** Stands between the fields and the button: what will come of it. */
  readonly outlook?: (values: Values) => ReactNode;
  /** Why it cannot be sent, beside what is missing in the fields. */
  readonly blocked?: (values: Values) => string | null;
}

/**
 * A form over one writing route: its fields are described, everything else is the same for all of them. What is typed is
 * kept on this device, what is missing or wrong is said before sending, a refusal stands beside its field, and one
 * attempt is one write.
 */
export function RecordForm<R extends RouteContract>({ route, params, draft: name, fields, initial, extra, shape, submit, onDone, onCancel, said, touches, ifMatch, danger, intro, outlook, blocked }: RecordFormProps<R>) {
  const { t } = useTranslation();
  const say = useToast();
  const named = fields as readonly FormField[];
  const draft = useDraft<Values>(name, { ...emptyValues(named), ...initial }, named.filter((field) => field.kind === 'password').map((field) => field.name));
  const send = useSend(route, {
    ...(touches === undefined ? {} : { touches }),
    onDone: (answer) => { draft.drop(); say(said ?? t('form.done')); onDone?.(answer); },
  });
  const values = draft.value;
  const missing = missingIn(named, values);
  const why = missing.length > 0 ? t('form.missing', { fields: missing.join(', ') }) : faultyIn(named, values) ? t('form.seeErrors') : blocked?.(values) ?? null;
  const body = (): BodyOf<R> => {
    const typed = { ...bodyOf(named, values), ...(extra as Record<string, unknown> | undefined) };
    return (shape === undefined ? typed : shape(typed, values)) as BodyOf<R>;
  };
  return (
    <FormFrame submit={submit} busy={send.isPending} problem={send.error} pointers={pointersOf(named, values)} restoredAt={draft.restoredAt} onDrop={draft.drop} blocked={why} danger={danger ?? false} {...(onCancel === undefined ? {} : { onCancel })}
      onSubmit={() => send.mutate({ ...(params === undefined ? {} : { params }), body: body(), ...(ifMatch === undefined ? {} : { ifMatch }) } as Parameters<typeof send.mutate>[0])}>
      {intro !== undefined && <div className="soft">{intro}</div>}
      {fields.length > 0 && <FormFields fields={named} values={values} onChange={draft.change} problem={send.error} />}
      {outlook?.(values)}
    </FormFrame>
  );
}

/** The same in a dialog. */
export function RecordDialog<R extends RouteContract>({ title, wide = false, onClose, onDone, ...form }: RecordFormProps<R> & { title: string; wide?: boolean; onClose: () => void }) {
  return (
    <Dialog title={title} onClose={onClose} wide={wide}>
      <RecordForm {...(form as unknown as RecordFormProps<R>)} onCancel={onClose} onDone={(answer) => { onClose(); onDone?.(answer); }} />
    </Dialog>
  );
}
