import { z } from 'zod'
import { splitHost } from './host.ts'
import { type Block, parseBlock, parseIp } from './ip.ts'

/** What an administrator allows or forbids: a block of addresses, or one port of one address. */
export type Exception = { block: Block; port?: number }

/** What a test of a connection may dial beside what it may anyhow, and what it may not. */
export type TestSettings = { allow: readonly Exception[]; deny: readonly Exception[]; namesFile?: string }

const list = (name: string) =>
  z
    .string()
    .max(4000)
    .refine(
      (text) => partsOf(text).every((part) => parseException(part) !== undefined),
      `${name} must be blocks of addresses such as 10.0.0.0/8, or an address with a port such as 10.1.2.3:8883, with commas between.`,
    )
    .optional()

/** The part of the environment that is about testing connections. All of it is optional. */
export const testEnvironment = {
  SLUICE_TEST_ALLOW: list('SLUICE_TEST_ALLOW'),
  SLUICE_TEST_DENY: list('SLUICE_TEST_DENY'),
  SLUICE_TEST_NAMES: z.string().max(4000).optional(),
}

type TestEnvironment = { [Name in keyof typeof testEnvironment]?: string | undefined }

export const readTestSettings = (env: TestEnvironment): TestSettings => ({
  allow: exceptionsOf(env.SLUICE_TEST_ALLOW),
  deny: exceptionsOf(env.SLUICE_TEST_DENY),
  ...(env.SLUICE_TEST_NAMES !== undefined && { namesFile: env.SLUICE_TEST_NAMES }),
})

const partsOf = (text: string): string[] => text.split(',').map((part) => part.trim())

const exceptionsOf = (text: string | undefined): Exception[] =>
  text === undefined ? [] : partsOf(text).flatMap((part) => parseException(part) ?? [])

/** `10.0.0.0/8`, `fd00::/8`, or with a port `127.0.0.1:1883` and `[::1]:1883`. Nothing for what is none of them. */
export const parseException = (text: string): Exception | undefined => {
  const block = parseBlock(text)
  if (block) return { block }
  const { name, port, path } = splitHost(text)
  const ip = parseIp(name.replace(/^\[|\]$/g, ''))
  if (!ip || path !== '' || !/^[1-9]\d{0,4}$/.test(port) || Number(port) > 65_535) return undefined
  return { block: { ip, prefix: ip.bits }, port: Number(port) }
}
