import { apiVersion, defineRemoteManifest, eventMapVersion } from '@flotilla/contracts';

export const manifest = defineRemoteManifest({
	schemaVersion: 1,
	name: 'users',
	title: 'Users',
	owner: 'team-users',
	routePrefix: '/users',
	permission: 'users:read',
	navigation: [{ label: 'Users', path: '/users', icon: 'users', order: 10, permission: 'users:read' }],
	slots: [{ slot: 'shell:dashboard', component: 'PeopleCard', title: 'People', order: 10, permission: 'users:read' }],
	offers: ['users:detail-tabs'],
	events: { emits: [], listens: ['users:created', 'users:updated', 'users:deleted'] },
	apiVersion,
	eventMapVersion,
});
