export {
	type PublishOptions,
	type PublishProgress,
	type PublishResult,
	publishBuild,
} from './client/publish-build.ts';
export { BuildFolderError, isBuildFolderError } from './client/read-build-folder.ts';
export {
	createRegistryClient,
	type RegistryClient,
	type RegistryClientOptions,
} from './client/registry-client.ts';
export { isRegistryError, RegistryError } from './client/registry-error.ts';
export { createRegistry, type Registry, type RegistryOptions } from './create-registry.ts';
export { publishTokenFile } from './tokens/bootstrap-token.ts';
export type { Publisher, TokenStore } from './tokens/token-store.ts';
