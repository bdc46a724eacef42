import { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'
import { root } from './root.ts'

const eslint = new ESLint({ cwd: root })

/** What lint says about a file of this name with this text. The file need not exist. */
async function complaints(filePath: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath, warnIgnored: true })
  return result?.messages.map(({ message }) => message) ?? []
}

const server = "import 'server-only'\n"

describe('the arrows of the architecture', { timeout: 60_000 }, () => {
  it.each([
    [
      'a lower floor that knows a higher one',
      'lib/kubernetes/x.ts',
      "import type { EndpointRow } from '@/lib/endpoints/row'\nexport type X = EndpointRow\n",
      'lib/endpoints and lib/secrets stand below|Move what both need down',
    ],
    [
      'core that knows the cluster',
      'lib/core/x.ts',
      "import { resourceNames } from '@/lib/kubernetes/resources'\nexport const x = resourceNames\n",
      'Move what both need down',
    ],
    [
      'lib that knows a screen',
      'lib/endpoints/x.ts',
      "import { ageText } from '@/components/ui/age'\nexport const x = ageText\n",
      'lib knows no screen',
    ],
    [
      'a component that knows a URL',
      'components/endpoints/x.tsx',
      "import Home from '@/app/page'\nexport const X = Home\n",
      'app holds URLs only',
    ],
    [
      'a portal that knows the sandbox',
      'lib/live/x.server.ts',
      `${server}import '../../sandbox/main'\n`,
      'over the wire only',
    ],
    [
      'a shared part that knows a feature',
      'components/shell/x.tsx',
      "import { TypeIcon } from '@/components/endpoints/type-icon'\nexport const X = TypeIcon\n",
      'Shared parts import no feature',
    ],
    [
      'a ui part that knows the domain',
      'components/ui/x.tsx',
      "import { paths } from '@/lib/core/paths'\nexport const x = paths\n",
      'knows no domain',
    ],
    [
      'a pure file that does I/O',
      'lib/endpoints/x.ts',
      "import { readFileSync } from 'node:fs'\nexport const x = readFileSync\n",
      'named *.server.ts',
    ],
    [
      'a pure file that reaches the store',
      'lib/access/x.ts',
      "import { answer } from './answer.server'\nexport const x = answer\n",
      'named *.server.ts',
    ],
    [
      'a pure file that draws',
      'lib/endpoints/x.ts',
      "import { useState } from 'react'\nexport const x = useState\n",
      'only *.browser.ts',
    ],
    [
      'a server file without its guard',
      'lib/endpoints/x.server.ts',
      'export const x = 1\n',
      "starts with `import 'server-only'`",
    ],
    [
      'an action that stands anywhere',
      'components/endpoints/x.ts',
      "'use server'\nexport async function x() {}\n",
      'actions.ts of their domain',
    ],
    [
      'an action file without its directive',
      'lib/endpoints/actions.ts',
      'export const x = 1\n',
      "starts with 'use server'",
    ],
    [
      'a style attribute',
      'components/endpoints/x.tsx',
      'export const X = () => <p style={{ top: 1 }} />\n',
      'content policy',
    ],
    [
      'the barrel of icons',
      'components/endpoints/x.tsx',
      "import { AddRegular } from '@fluentui/react-icons'\nexport const X = AddRegular\n",
      'one icon from its own module',
    ],
    ['a default export', 'lib/core/x.ts', 'export default 1\n', 'Prefer named exports'],
    [
      'an alias that Node does not know',
      'scripts/x.ts',
      "import { paths } from '@/lib/core/paths'\nexport const x = paths\n",
      'relative path with its extension',
    ],
  ])('catches %s', async (_, file, text, sentence) => {
    expect((await complaints(file, text)).join('\n')).toMatch(new RegExp(sentence.replaceAll(/[*.()]/g, '\\$&')))
  })

  it.each([
    [
      'a higher floor that knows a lower one',
      'lib/endpoints/x.ts',
      "import type { LiveRow } from '@/lib/live/protocol'\nexport type X = LiveRow\n",
    ],
    [
      'a server file that does I/O',
      'lib/endpoints/x.server.ts',
      `${server}import { readFileSync } from 'node:fs'\nexport const x = readFileSync\n`,
    ],
    [
      'a page with its default export',
      'app/x/page.tsx',
      'import { MessagePage } from \'@/components/shell/message-page\'\nexport default function Page() {\n  return <MessagePage title="">x</MessagePage>\n}\n',
    ],
    [
      'a single icon',
      'components/endpoints/x.tsx',
      "import { AddRegular } from '@fluentui/react-icons/svg/add'\nexport const X = AddRegular\n",
    ],
  ])('lets %s pass', async (_, file, text) => {
    expect(await complaints(file, text)).toEqual([])
  })
})
