import { apiVersion, defineRemoteManifest, eventMapVersion } from '@flotilla/contracts';

export const manifest = defineRemoteManifest({
	schemaVersion: 1,
	name: 'sample',
	title: 'Sample',
	labels: { de: 'Sample' },
	owner: 'team-sample',
	routePrefix: '/sample',
	navigation: [{ label: 'Sample', labels: { de: 'Sample' }, path: '/sample', icon: 'list' }],
	slots: [{ slot: 'shell:dashboard', component: 'NewestEntriesCard', title: 'Sample', labels: { de: 'Sample' } }],
	events: {
		emits: [],
		listens: ['data:record-created', 'data:record-updated', 'data:record-deleted', 'data:records-imported'],
	},
	apiVersion,
	eventMapVersion,
});
