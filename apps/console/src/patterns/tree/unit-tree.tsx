import type { Day } from '@doanket/kernel';
import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../../api/problem';
import { ProblemNote } from '../problem/problem-note';
import type { TreeNode, TreeSource } from './tree-types';

interface Line { readonly node: TreeNode; readonly depth: number; readonly parent: string | null; readonly waiting: boolean; readonly place: number; readonly of: number }

interface UnitTreeProps {
  readonly label: string;
  readonly source: TreeSource;
  readonly day: Day;
  readonly open: ReadonlySet<string>;
  readonly onOpen: (open: ReadonlySet<string>) => void;
  readonly selected: string | null;
  readonly onSelect: (node: TreeNode) => void;
}

const ROOT = '';

/** A tree of one day: children come when a node is opened; arrows, Home, End and Enter as in any tree. */
export function UnitTree({ label, source, day, open, onOpen, selected, onSelect }: UnitTreeProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const parents = useMemo(() => [ROOT, ...open], [open]);
  const answers = useQueries({
    queries: parents.map((parent) => ({
      queryKey: [source.key, 'children', parent, day], staleTime: 60_000,
      queryFn: ({ signal }: { signal: AbortSignal }) => source.children(parent === ROOT ? null : parent, day, signal),
    })),
  });
  const children = new Map(parents.map((parent, index) => [parent, answers[index]!]));
  const failed = answers.find((answer) => answer.error !== null);

  const lines: Line[] = [];
  const add = (parent: string, depth: number): void => {
    const nodes = children.get(parent)?.data ?? [];
    nodes.forEach((node, index) => {
      const isOpen = open.has(node.code) && node.hasChildren;
      lines.push({ node, depth, parent: parent === ROOT ? null : parent, waiting: isOpen && children.get(node.code)?.data === undefined, place: index + 1, of: nodes.length });
      if (isOpen && depth < 12) add(node.code, depth + 1);
    });
  };
  add(ROOT, 1);

  const toggle = useCallback((code: string, to: boolean) => {
    const next = new Set(open);
    if (to) next.add(code); else next.delete(code);
    onOpen(next);
  }, [open, onOpen]);
  const focus = (code: string | undefined | null): void => {
    if (code === undefined || code === null) return;
    setFocused(code);
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-code="${CSS.escape(code)}"]`)?.focus());
  };
  const press = (event: KeyboardEvent, line: Line, index: number): void => {
    const isOpen = open.has(line.node.code);
    if (event.key === 'ArrowDown') focus(lines[index + 1]?.node.code);
    else if (event.key === 'ArrowUp') focus(lines[index - 1]?.node.code);
    else if (event.key === 'Home') focus(lines[0]?.node.code);
    else if (event.key === 'End') focus(lines.at(-1)?.node.code);
    else if (event.key === 'ArrowRight') { if (line.node.hasChildren && !isOpen) toggle(line.node.code, true); else focus(lines[index + 1]?.node.code); }
    else if (event.key === 'ArrowLeft') { if (isOpen && line.node.hasChildren) toggle(line.node.code, false); else focus(line.parent); }
    else if (event.key === 'Enter' || event.key === ' ') onSelect(line.node);
    else return;
    event.preventDefault();
  };
  const current = focused !== null && lines.some((line) => line.node.code === focused) ? focused
    : selected !== null && lines.some((line) => line.node.code === selected) ? selected : lines[0]?.node.code;

  if (failed !== undefined) return <ProblemNote problem={toProblem(failed.error)} onRetry={() => { void failed.refetch(); }} />;
  if (children.get(ROOT)?.data === undefined) return <p className="soft" role="status">{t('shell.loading')}</p>;
  if (lines.length === 0) return <p className="soft">{t('tree.nothing')}</p>;
  return (
    <ul ref={list} role="tree" aria-label={label} className="plain dk-tree">
      {lines.map((line, index) => {
        const { node } = line;
        const isOpen = open.has(node.code);
        return (
          <li key={node.code} role="treeitem" data-code={node.code} aria-level={line.depth} aria-posinset={line.place} aria-setsize={line.of}
            {...(node.hasChildren ? { 'aria-expanded': isOpen } : {})} aria-selected={node.code === selected} tabIndex={node.code === current ? 0 : -1}
            className="dk-tree-line" style={{ paddingInlineStart: (line.depth - 1) * 20 + 4 }}
            onKeyDown={(event) => press(event, line, index)} onFocus={() => setFocused(node.code)} onClick={() => onSelect(node)}>
            <span className="dk-tree-toggle" aria-hidden="true" data-open={isOpen} data-leaf={!node.hasChildren}
              onClick={(event) => { if (!node.hasChildren) return; event.stopPropagation(); toggle(node.code, !isOpen); }}>▸</span>
            <span className="dk-tree-name" data-ended={node.ended}>{node.name}</span>
            {node.notes?.map((note) => <span key={note} className="tag">{note}</span>)}
            {line.waiting && <span className="soft small">{t('shell.loading')}</span>}
          </li>
        );
      })}
    </ul>
  );
}
