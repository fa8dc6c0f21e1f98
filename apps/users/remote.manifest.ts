import { apiVersion, defineRemoteManifest, eventMapVersion } from '@flotilla/contracts';

export const manifest = defineRemoteManifest({
	schemaVersion: 1,
	name: 'users',
	title: 'Users',
	labels: { de: 'Personen' },
	owner: 'team-users',
	routePrefix: '/users',
	permission: 'users:read',
	navigation: [
		{
			label: 'Users',
			labels: { de: 'Personen' },
			path: '/users',
			icon: 'users',
			order: 10,
			permission: 'users:read',
			shortcut: 'g u',
		},
	],
	commands: [
		{
			label: 'New person',
			labels: { de: 'Neue Person' },
			path: '/users/new',
			icon: 'plus',
			permission: 'users:create',
			shortcut: 'n p',
		},
		{
			label: 'Import people',
			labels: { de: 'Personen importieren' },
			path: '/users/import',
			icon: 'upload',
			permission: 'users:create',
		},
	],
	slots: [
		{
			slot: 'shell:dashboard',
			component: 'PeopleCard',
			title: 'People',
			labels: { de: 'Personen' },
			order: 10,
			permission: 'users:read',
		},
	],
	offers: ['users:detail-tabs'],
	events: { emits: [], listens: ['users:created', 'users:updated', 'users:deleted'] },
	apiVersion,
	eventMapVersion,
});
