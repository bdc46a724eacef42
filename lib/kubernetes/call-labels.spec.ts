import { describe, expect, it } from 'vitest'
import { callLabels } from './call-labels'

const endpoints = '/apis/connectivity.iotoperations.azure.com/v1/namespaces/aio/dataflowendpoints'

describe('callLabels', () => {
  it.each([
    ['GET', endpoints, false, 'list', 'dataflowendpoints'],
    ['GET', endpoints, true, 'watch', 'dataflowendpoints'],
    ['GET', `${endpoints}/partner-hq`, false, 'get', 'dataflowendpoints'],
    ['POST', endpoints, false, 'create', 'dataflowendpoints'],
    ['PATCH', `${endpoints}/partner-hq`, false, 'patch', 'dataflowendpoints'],
    ['DELETE', '/api/v1/namespaces/aio/secrets/site-cert', false, 'delete', 'secrets'],
    ['GET', '/api/v1/namespaces/aio/pods/a-pod:1234/proxy/metrics', false, 'get', 'pods/proxy'],
    ['POST', '/apis/authorization.k8s.io/v1/subjectaccessreviews', false, 'create', 'subjectaccessreviews'],
    ['GET', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/x.y', false, 'get', 'customresourcedefinitions'],
    ['GET', '/apis/connectivity.iotoperations.azure.com', false, 'list', 'discovery'],
    ['GET', '/apis/connectivity.iotoperations.azure.com/v1', false, 'list', 'discovery'],
    ['GET', '/api/v1/namespaces/aio/made-up-by-somebody', false, 'list', 'other'],
    ['BREW', '', false, 'other', 'discovery'],
  ])('%s %s (watch: %s) is %s %s', (method, path, watches, verb, resource) => {
    expect(callLabels(method, path, watches)).toEqual({ verb, resource })
  })
})
