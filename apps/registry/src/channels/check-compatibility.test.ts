import { expect, it } from 'vitest';
import { remoteBuild, shellBuild } from '../testing/build-folders.ts';
import { checkCompatibility } from './check-compatibility.ts';

const providing = (provides: Record<string, string>) => {
	const { manifest } = shellBuild();
	const assets = { modules: [], styles: [] };
	return {
		...manifest,
		provides: Object.fromEntries(Object.entries(provides).map(([request, version]) => [request, { version, assets }])),
	};
};
const consuming = (consumes: Record<string, string>) => remoteBuild({ consumes }).manifest;

it.each([
	['19.3.0', '^19.0.0', true],
	['19.3.0', '^19.4.0', false],
	['19.3.0', '^18.0.0 || ^19.0.0', true],
	['19.3.0', '*', true],
	['0.1.0', '^0.1.0', true],
	['0.2.0', '^0.1.0', false],
	['20.0.0-rc.1', '^20.0.0', false],
	['20.0.0-rc.1', '^20.0.0-rc.0', true],
])('a shell with %s for the range %s: %s', (provided, range, met) => {
	const { unmet } = checkCompatibility([providing({ react: provided }), consuming({ react: range })]);
	expect(unmet).toEqual(met ? [] : [{ app: 'users', module: 'react', range, provided }]);
});

it('takes a subpath from the longest prefix that is provided with a slash', () => {
	const shell = providing({ 'react-dom/': '19.0.0', 'react-dom/server/': '18.0.0' });
	expect(checkCompatibility([shell, consuming({ 'react-dom/client': '^19.0.0' })]).unmet).toEqual([]);
	expect(checkCompatibility([shell, consuming({ 'react-dom/server/edge': '^19.0.0' })]).unmet).toMatchObject([
		{ provided: '18.0.0' },
	]);
	expect(checkCompatibility([shell, consuming({ 'react-dom': '^19.0.0' })]).unmet).toMatchObject([{ provided: null }]);
});

it('is not led astray by names that every object has', () => {
	expect(checkCompatibility([providing({}), consuming({ constructor: '*' })]).unmet).toMatchObject([
		{ provided: null },
	]);
});
