// Which part may import which. Read with docs/architecture.md: arrows point down, never in a circle.
const layer1 = 'event-bus|api-client|session|ui';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
	forbidden: [
		{
			name: 'no-circular',
			comment: 'A circle has no bottom to begin reading at; type-only imports count.',
			severity: 'error',
			from: {},
			to: { circular: true },
		},
		{
			name: 'contracts-stand-alone',
			comment: 'L0: contracts know nothing but the schema library.',
			severity: 'error',
			from: { path: '^shared/contracts/src' },
			to: { path: '^(shared|apps|tools|e2e)/', pathNot: '^shared/contracts/' },
		},
		{
			name: 'i18n-stands-alone',
			comment: 'L0: whoever has texts may use it, so it knows nobody.',
			severity: 'error',
			from: { path: '^shared/i18n/src' },
			to: { path: '^(shared|apps|tools|e2e)/', pathNot: '^shared/i18n/' },
		},
		{
			name: 'layer-1-on-contracts-only',
			comment: 'L1 packages know contracts and i18n, not each other.',
			severity: 'error',
			from: { path: `^shared/(${layer1})/src` },
			to: { path: '^(shared|apps|tools)/', pathNot: '^shared/(contracts|i18n|$1|testing)/' },
		},
		{
			name: 'layer-2-on-layer-1',
			comment: 'L2: data-cache and federation stand on L0 and L1, not on each other.',
			severity: 'error',
			from: { path: '^shared/(data-cache|federation)/src' },
			to: { path: '^(shared|apps|tools)/', pathNot: `^shared/(contracts|i18n|${layer1}|$1|testing)/` },
		},
		{
			name: 'nothing-below-knows-an-app',
			comment: 'What wires the packages together, and what tests stand on, know no app.',
			severity: 'error',
			from: { path: '^shared/(platform|testing)/src' },
			to: { path: '^(apps|tools)/' },
		},
		{
			name: 'server-on-contracts-only',
			comment: 'What both servers stand on knows contracts alone.',
			severity: 'error',
			from: { path: '^shared/server/src' },
			to: { path: '^(shared|apps|tools)/', pathNot: '^shared/(contracts|server)/' },
		},
		{
			name: 'servers-on-server-and-contracts',
			comment: 'The API and the registry know contracts and the floor they share.',
			severity: 'error',
			from: { path: '^apps/(api|registry)/src' },
			to: { path: '^shared/', pathNot: '^shared/(contracts|server)/' },
		},
		{
			name: 'no-server-in-the-browser',
			comment: 'Nothing a browser loads may import what runs on a server.',
			severity: 'error',
			from: { path: '^(apps/(?!api/|registry/)|shared/(?!server/))' },
			to: { path: '^shared/server/' },
		},
		{
			name: 'platform-is-the-shells',
			comment:
				'A remote gets the platform from the shell; importing it would ship a second one. Alone, it brings its own.',
			severity: 'error',
			from: { path: '^apps/(?!shell/)', pathNot: '(\\.(test|stories)\\.tsx?$|/stories/|/standalone\\.tsx$)' },
			to: { path: '^shared/platform/' },
		},
		{
			name: 'no-app-to-app',
			comment: 'No app imports another; the shell reaches remotes through federation alone.',
			severity: 'error',
			from: { path: '^apps/([^/]+)/' },
			to: { path: '^apps/', pathNot: '^apps/$1/' },
		},
		{
			name: 'no-feature-to-feature',
			comment: 'A feature imports no other feature; what two need moves down.',
			severity: 'error',
			from: { path: '^apps/([^/]+)/src/features/([^/]+)/' },
			to: { path: '^apps/$1/src/features/', pathNot: '^apps/$1/src/features/$2/' },
		},
		{
			name: 'packages-by-their-front-door',
			comment: 'A package is imported by its name, through what it exports.',
			severity: 'error',
			from: { path: '^(apps|shared)/([^/]+)/' },
			to: { path: '^shared/', pathNot: '^shared/$2/', dependencyTypesNot: ['aliased-workspace'] },
		},
		{
			name: 'testing-only-in-tests',
			comment: 'Fakes, and what tests and stories stand on, belong to tests and stories.',
			severity: 'error',
			from: { path: '^(apps|shared)/', pathNot: '(\\.(test|stories)\\.tsx?$|^shared/testing/|/stories/|/testing/)' },
			to: { path: '^shared/testing/|^(apps|shared)/[^/]+/src/(testing|stories)/' },
		},
		...[
			['mitt', 'shared/event-bus', ''],
			['axios', 'shared/api-client', ''],
			['swr', 'shared/data-cache', '|e2e/fixtures/stock-host/'],
			['zustand', 'shared/session', '|e2e/fixtures/stock-host/'],
			['icu-minify', 'shared/i18n', '|tools/(build|check)'],
			['@module-federation', 'shared/federation', '|rspack\\.config\\.base\\.ts|tools/bench|e2e/fixtures/stock-'],
			['@mantine', 'shared/ui', '|\\.storybook'],
		].map(([dependency, owner, also]) => ({
			name: `one-owner-of-${dependency.replace('@', '')}`,
			comment: `${dependency} belongs to ${owner}; everybody else uses what that package makes of it.`,
			severity: 'error',
			from: { pathNot: `^(${owner}/${also})` },
			to: { path: `node_modules/${dependency}/` },
		})),
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '(^|/)(dist|storybook-static|\\.nx)/' },
		// TypeScript 7 has no JavaScript API yet; swc sees type-only imports as well.
		parser: 'swc',
		tsPreCompilationDeps: true,
		combinedDependencies: true,
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['import', 'types', 'default'],
			extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
		},
	},
};
