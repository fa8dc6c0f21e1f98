export { createRegistry, type Registry, type RegistryOptions } from './create-registry.ts';
export { publishTokenFile } from './tokens/bootstrap-token.ts';
export type { Publisher, TokenStore } from './tokens/token-store.ts';
