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
	slots: [
		{
			slot: 'shell:settings',
			component: 'PasswordSection',
			title: 'Password',
			labels: { de: 'Passwort' },
			order: 200,
		},
		{
			slot: 'shell:settings',
			component: 'SessionsSection',
			title: 'Sessions',
			labels: { de: 'Sitzungen' },
			order: 210,
		},
	],
	apiVersion,
	eventMapVersion,
});
