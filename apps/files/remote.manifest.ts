import { apiVersion, defineRemoteManifest, eventMapVersion } from '@flotilla/contracts';

export const manifest = defineRemoteManifest({
	schemaVersion: 1,
	name: 'files',
	title: 'Files',
	labels: { de: 'Dateien' },
	owner: 'team-files',
	routePrefix: '/files',
	permission: 'files:read',
	navigation: [
		{
			label: 'Files',
			labels: { de: 'Dateien' },
			path: '/files',
			icon: 'files',
			order: 20,
			permission: 'files:read',
			shortcut: 'g f',
		},
	],
	slots: [
		{
			slot: 'shell:dashboard',
			component: 'FilesCard',
			title: 'Files',
			labels: { de: 'Dateien' },
			order: 20,
			permission: 'files:read',
		},
		{
			slot: 'users:detail-tabs',
			component: 'UserFilesTab',
			title: 'Files',
			labels: { de: 'Dateien' },
			order: 10,
			permission: 'files:read',
		},
	],
	events: { emits: [], listens: ['files:upload-completed', 'files:thumbnail-created', 'files:deleted'] },
	apiVersion,
	eventMapVersion,
});
