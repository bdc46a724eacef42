import { describe, expect, it } from 'vitest'
import { readObjects } from '@/lib/endpoints/imports/read-objects'
import { readFiles } from './read-files'

const endpoint = (name: string) => ({
  apiVersion: 'connectivity.iotoperations.azure.com/v1',
  kind: 'DataflowEndpoint',
  metadata: { name },
  spec: { endpointType: 'Mqtt', mqttSettings: { host: 'broker.example.net:8883' } },
})

const jsonFile = (name: string) => new File([JSON.stringify(endpoint(name), null, 2)], `${name}.json`)

describe('readFiles', () => {
  it('joins several files, of JSON too, to one text', async () => {
    const content = await readFiles([jsonFile('one-a'), jsonFile('two-b'), new File(['# nothing'], 'empty.yaml')])
    expect('text' in content && readObjects(content.text).map(({ title }) => title)).toEqual(['one-a', 'two-b'])
  })

  it('oversize: does not read a large file, nor one that is no text', async () => {
    const large = await readFiles([jsonFile('one-a'), new File(['x'.repeat(600_000)], 'large.yaml')])
    expect(large).toEqual({ refused: 'large.yaml is larger than 512 KB, so it was not read.' })
    const binary = await readFiles([new File([new Uint8Array([0xff, 0xfe, 0xfa])], 'odd.bin')])
    expect(binary).toEqual({ refused: 'odd.bin is not text in UTF-8, so it was not read.' })
  })
})
