import { diffLines as compare } from 'diff'

export type DiffLine = {
  kind: 'same' | 'added' | 'removed'
  text: string
  /** Line numbers from 1, where the line stands. */ before?: number
  after?: number
}

/** Unchanged lines that are hidden until asked for. */
export type DiffFold = { kind: 'fold'; lines: DiffLine[] }

const splitLines = (text: string): string[] => text.replace(/\n$/, '').split('\n')

/** Two texts as one list of lines, each marked by where it stands. */
export function diffLines(before: string, after: string): DiffLine[] {
  let beforeLine = 0
  let afterLine = 0
  return compare(before, after).flatMap(({ value, added, removed }) =>
    splitLines(value).map((text): DiffLine => {
      if (added) return { kind: 'added', text, after: ++afterLine }
      if (removed) return { kind: 'removed', text, before: ++beforeLine }
      return { kind: 'same', text, before: ++beforeLine, after: ++afterLine }
    }),
  )
}

/**
 * Folds runs of unchanged lines, keeping `context` of them beside each change. A fold of a single line would hide less
 * than it takes to say so, and is left open.
 */
export function foldUnchanged(lines: readonly DiffLine[], context = 3): (DiffLine | DiffFold)[] {
  const near = new Set<number>()
  lines.forEach(({ kind }, index) => {
    if (kind === 'same') return
    for (let at = index - context; at <= index + context; at++) near.add(at)
  })
  const shown: (DiffLine | DiffFold)[] = []
  let run: DiffLine[] = []
  const close = () => {
    if (run.length > 1) shown.push({ kind: 'fold', lines: run })
    else shown.push(...run)
    run = []
  }
  lines.forEach((line, index) => {
    if (near.has(index)) {
      close()
      shown.push(line)
    } else run.push(line)
  })
  close()
  return shown
}
