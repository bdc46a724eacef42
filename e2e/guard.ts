import { expect } from '@playwright/test'
import type { BrowserContext, Page } from '@playwright/test'
import { Heard } from './heard.ts'
import type { PrivateValues } from './private-values.ts'

/** What browsers say while the portal is away: no connection, the last answer of one that is ending, or what stands before it. */
export const portalAway =
  /ERR_(CONNECTION|INCOMPLETE_CHUNKED|EMPTY_RESPONSE|NETWORK|SOCKET_NOT_CONNECTED)|(answer|status of) 50[23]/

/** What they say while the portal is there and its cluster is not. */
export const clusterAway = /(answer|status of) 50[23]/

/**
 * Watches everything that must not happen in any page: console errors, uncaught errors, violations of the content
 * security policy, requests to other hosts, answers of 5xx, and private values wherever they turn up.
 */
export class Guard {
  /** What the pages are told, for private values to be looked for in it. */
  readonly heard = new Heard()
  private readonly findings: string[] = []
  private readonly allowed: RegExp[] = []
  private readonly origins: readonly string[]

  /** `origins` are the portal's, and its OpenID provider's where people sign in. */
  constructor(...origins: readonly string[]) {
    this.origins = origins
  }

  /** A finding that this very test provokes. */
  allow(...patterns: RegExp[]): void {
    this.allowed.push(...patterns)
  }

  async watch(context: BrowserContext): Promise<void> {
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) =>
        console.error(`CSP: ${event.violatedDirective} blocked ${event.blockedURI || event.sample}`),
      )
    })
    context.on('page', (page) => this.watchPage(page))
    this.heard.listen(context)
  }

  private watchPage(page: Page): void {
    page.on('console', (message) => {
      if (message.type() === 'error') this.findings.push(`console: ${message.text()} (${message.location().url})`)
    })
    page.on('pageerror', (error) => this.findings.push(`page error: ${error.stack ?? error.message}`))
    page.on('request', (request) => {
      const url = new URL(request.url())
      if (['http:', 'https:', 'ws:', 'wss:'].includes(url.protocol) && !this.origins.includes(url.origin)) {
        this.findings.push(`request to a foreign host: ${url.href}`)
      }
    })
    page.on('response', (response) => {
      if (response.status() >= 500) this.findings.push(`answer ${response.status()}: ${response.url()}`)
    })
  }

  /** Fails the test when something was found that it did not provoke. */
  check(): void {
    const unexpected = this.findings.filter((finding) => !this.allowed.some((pattern) => pattern.test(finding)))
    expect(unexpected, 'nothing unexpected in any page').toEqual([])
  }

  /** Fails the test when a private value stands where it must not. */
  async checkPrivate(values: PrivateValues): Promise<void> {
    expect(await this.heard.find(values), 'private values nowhere but in vault and Kubernetes Secret').toEqual([])
  }
}
