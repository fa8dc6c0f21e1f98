import { endpoints } from '@flotilla/contracts';

type Group = keyof typeof endpoints;
type EndpointId = { [G in Group]: `${G}.${Extract<keyof (typeof endpoints)[G], string>}` }[Group];

/** Endpoints that hooks of `@flotilla/data-cache` ask for whoever draws with them. A test holds that none is missing. */
export const endpointsOfHooks: Readonly<Record<string, readonly EndpointId[]>> = {
	useMe: ['auth.me'],
	useSessions: ['auth.listSessions'],
	useEndSessions: ['auth.endSession', 'auth.endOtherSessions'],
	useAuditCounts: ['audit.counts'],
	useUsers: ['users.list'],
	useUser: ['users.read'],
	useUpdateUser: ['users.update'],
	useCreateUser: ['users.create'],
	useRemoveUser: ['users.remove'],
	useSetAvatar: ['users.setAvatar'],
	useRemoveAvatar: ['users.removeAvatar'],
	useBulkUpdateUsers: ['users.bulkUpdate'],
	useBulkRemoveUsers: ['users.bulkRemove'],
	useRestoreUsers: ['users.restore'],
	useUndoBulk: ['users.undoBulk'],
	useFiles: ['files.list'],
	useGrowingFiles: ['files.list'],
	useFile: ['files.read'],
	useFilesUsage: ['files.usage'],
	useRenameFile: ['files.rename'],
	useRemoveFile: ['files.remove'],
	useRemoveFiles: ['files.remove', 'files.bulkRemove'],
	useRestoreFiles: ['files.restore'],
	useUploadFile: ['files.upload', 'files.read'],
	useStartUpload: ['files.upload', 'files.read'],
	useLoadUploads: ['files.upload', 'files.uploadMultiple', 'files.read'],
};

/** Hooks of `@flotilla/data-cache` that ask for nothing by themselves. */
export const hooksWithoutEndpoints: readonly string[] = [
	'useDataCache',
	'useDescribeError',
	'useNetworkState',
	'useOutbox',
];

/** Calls of `Api` that are named otherwise than the row they go by. */
const rowsOfCalls: Readonly<Record<string, string>> = {
	'users.slice': 'users.list',
	'files.slice': 'files.list',
	'files.download': 'files.content',
	'data.definition': 'collections.readDefinition',
	'data.export': 'collections.exportRecords',
	'data.import': 'collections.importRecords',
};

const idsOf = (group: Group): string[] => Object.keys(endpoints[group]).map((name) => `${group}.${name}`);

const isGroup = (name: string): name is Group => Object.hasOwn(endpoints, name);
const isEndpoint = (id: string): boolean => {
	const [group = '', name = ''] = id.split('.');
	return isGroup(group) && Object.hasOwn(endpoints[group], name);
};

const groupsOfApi = ['auth', 'audit', 'users', 'files', 'push', 'data'].join('|');
/** `api.users.list`, also over lines; `api.files` that is handed on stands for all of its calls. */
const calls = new RegExp(String.raw`\bapi\s*\??\.\s*(${groupsOfApi})\b(?:\s*\??\.\s*(\w+))?`, 'g');
/** `usersEndpoints.read`; `usersEndpoints` that is handed on stands for all of its rows. */
const rows = new RegExp(String.raw`\b(${Object.keys(endpoints).join('|')})Endpoints\b(?:\s*\??\.\s*(\w+))?`, 'g');
/** `const { users } = api`. */
const taken = /\{([^{}]*)\}\s*=\s*api\b/g;

const idsOfCall = (group: string, name: string | undefined): string[] => {
	const own = group === 'data' ? 'collections' : group;
	const id = rowsOfCalls[`${group}.${name}`] ?? `${own}.${name}`;
	// A call that is not known may be of what is handed on, e.g. `api.data` with a name: all of it, rather than nothing.
	return isEndpoint(id) ? [id] : isGroup(own) ? idsOf(own) : [];
};

/**
 * The rows of the contract that a source may call, as `group.name`. Read off its text: rather one too many, as a row in a
 * comment counts, than one too few. What it does not see: calls of an `api` that goes by another name.
 */
export const findUsedEndpoints = (source: string): Set<string> => {
	const found = new Set<string>();
	const add = (ids: readonly string[]) => {
		for (const id of ids) found.add(id);
	};
	for (const [, group = '', name] of source.matchAll(calls)) add(idsOfCall(group, name));
	for (const [, group = '', name] of source.matchAll(rows)) {
		const id = `${group}.${name}`;
		add(isEndpoint(id) ? [id] : isGroup(group) ? idsOf(group) : []);
	}
	for (const [, names = ''] of source.matchAll(taken)) {
		for (const [name] of names.matchAll(/\w+/g)) add(idsOfCall(name, undefined));
	}
	for (const [hook, ids] of Object.entries(endpointsOfHooks)) {
		if (new RegExp(String.raw`\b${hook}\b`).test(source)) add(ids);
	}
	// A resource of a collection; one of rows names them.
	if (/\bcreateResource\b/.test(source) && /\bcollection\s*[:,}]/.test(source)) add(idsOf('collections'));
	return found;
};
