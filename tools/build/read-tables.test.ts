import { expect, it } from 'vitest';
import { readTables } from './read-tables.ts';

const consumed = (more: string) =>
	`__webpack_require__.consumesLoadingData = { chunkMapping: {"7":["70","71"]}, moduleIdToConsumeDataMapping: {
"70": { shareScope: "default", shareKey: "react", import: null, requiredVersion: "^19.0.0", strictVersion: false, singleton: true, eager: false, fallback: undefined, treeShakingMode: null },
"71": { shareScope: "default", shareKey: "@flotilla/ui/data", import: null, requiredVersion: "^0.1.0", strictVersion: false, singleton: true, eager: false, fallback: undefined, treeShakingMode: null, ${more} }
}, initialConsumes: [] };
__webpack_require__.f.consumes = __webpack_require__.f.consumes || function() {}`;

const exposes = (scope = 'default') => `__webpack_require__.initializeExposesData = { moduleMap: {
"./start": () => Promise.all([__webpack_require__.e(7), __webpack_require__.e("9")]).then(() => (() => (__webpack_require__(70)))),
"./manifest": () => __webpack_require__.e(8).then(() => (() => (__webpack_require__("m")))),
}, shareScope: ${JSON.stringify(scope)} };`;

const parts = (more: Record<string, string> = {}) =>
	new Map(
		Object.entries({
			consumes_loading: consumed(''),
			sharing: '__webpack_require__.initializeSharingData = { scopeToSharingDataMapping: {}, uniqueName: "a" };',
			initialize_exposes: exposes(),
			...more,
		}),
	);

it('has what the text of an entry says: chunks, the modules that are exposed, and shared ones', async () => {
	const files = { 7: ['start.js', 'start.css'] };
	expect(await readTables({ runtime: parts(), files })).toEqual({
		files,
		shared: { 7: { 70: 'react@^19.0.0', 71: '@flotilla/ui/data@^0.1.0' } },
		exposes: { './start': [70, 7, '9'], './manifest': ['m', 8] },
	});
});

it('asks for no shared modules where the build does not', async () => {
	const runtime = parts();
	runtime.delete('consumes_loading');
	expect((await readTables({ runtime, files: {} })).shared).toEqual({});
});

it.each([
	['it asks for @flotilla/ui/data with singleton false', { consumes_loading: consumed('singleton: false') }],
	['it asks for @flotilla/ui/data with strictVersion true', { consumes_loading: consumed('strictVersion: true') }],
	['it asks for @flotilla/ui/data with layer "a"', { consumes_loading: consumed('layer: "a"') }],
	['it asks for @flotilla/ui/data in any version', { consumes_loading: consumed('requiredVersion: false') }],
	[
		'it asks for shared modules before it is initialised',
		{ consumes_loading: consumed('').replace('initialConsumes: []', 'initialConsumes: ["70"]') },
	],
	[
		'it gives shared modules of its own',
		{ sharing: '__webpack_require__.initializeSharingData = { scopeToSharingDataMapping: { default: [] } };' },
	],
	['its share scope is legacy', { initialize_exposes: exposes('legacy') }],
])('has no place for more than is lent: %s', async (why, text) => {
	await expect(readTables({ runtime: parts(text as Record<string, string>), files: {} })).rejects.toThrow(why);
});
