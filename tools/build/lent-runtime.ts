/**
 * The rspack whose runtime `createContainer` of `@flotilla/federation` stands in for. With another one a remote's entry
 * stays as that wrote it, until somebody has looked at what changed: the test beside this file says where the texts
 * differ from `lent-runtime.snapshot.txt`.
 */
export const knownRspack = '2.2.9';

/** Parts of an entry's runtime that are lent, or that its tables stand for. */
export const lentParts: ReadonlySet<string> = new Set([
	'auto_public_path',
	'compat_get_default_export',
	'consumes_loading',
	'create_fake_namespace_object',
	'css_loading',
	'define_property_getters',
	'embed_federation_runtime',
	'ensure_chunk',
	'get css chunk filename',
	'get javascript chunk filename',
	'has_own_property',
	'initialize_exposes',
	'make_namespace_object',
	'module_chunk_loading',
	'module_federation/runtime',
	'sharing',
]);

/** What code may ask of the runtime: what a lent one has, and what only the container itself has a use for. */
const lentRequirements = /^(?:module|has css modules|__webpack_exports__|__webpack_require__(?:\.[*RScdekmnoprtux])?)$/;

/** The container itself, and Module Federation's glue. */
const lentModules = /^(?:container entry |data:text\/javascript,import%20__module_federation_bundler_runtime__)/;

export interface Entry {
	rspackVersion: string;
	/** What the code of the build asks of rspack's runtime. */
	requirements: ReadonlySet<string>;
	/** Name -> text of each part of rspack's runtime in it. */
	runtime: ReadonlyMap<string, string>;
	/** Identifiers of its modules. */
	modules: readonly string[];
}

/** Throws where an entry has, or its build asks for, what is not lent. */
export const checkIsLent = ({ rspackVersion, requirements, runtime, modules }: Entry): void => {
	if (rspackVersion !== knownRspack) {
		throw new Error(`what is lent is that of rspack ${knownRspack}, and has not been compared with ${rspackVersion}`);
	}
	const lacks = [
		...[...runtime.keys()].filter((part) => !lentParts.has(part)),
		...[...requirements].filter((name) => !lentRequirements.test(name)),
		...modules.filter((name) => !lentModules.test(name)).map((name) => `the module ${name}`),
	];
	if (lacks.length > 0) throw new Error(`no shell lends ${lacks.join(', ')}`);
};
