/**
 * What a request to a vault does, without any name: for figures. The paths are those of the Key Vault REST API ("Azure Key
 * Vault secrets client", Microsoft Learn).
 */
export const vaultVerb = (
  method: string,
  address: string,
): 'list' | 'versions' | 'read' | 'write' | 'delete' | 'other' => {
  const [kind, name, part] = URL.canParse(address)
    ? new URL(address).pathname.split('/').filter((each) => each !== '')
    : []
  if (kind !== 'secrets' && kind !== 'deletedsecrets') return 'other'
  switch (method) {
    case 'GET':
      return name === undefined ? 'list' : part === 'versions' ? 'versions' : 'read'
    case 'PUT':
    case 'POST':
    case 'PATCH':
      return 'write'
    case 'DELETE':
      return 'delete'
    default:
      return 'other'
  }
}
