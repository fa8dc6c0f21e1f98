import { apiVersion, defineRemoteManifest, eventMapVersion } from '@flotilla/contracts';

export const manifest = defineRemoteManifest({
	schemaVersion: 1,
	name: 'auth',
	title: 'Sign in',
	labels: { de: 'Anmelden' },
	owner: 'team-auth',
	routePrefix: '/auth',
	access: 'public',
	signInPath: '/auth/sign-in',
	apiVersion,
	eventMapVersion,
});
