import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { trustedTypesScript } from './trusted-types.ts';

type Rule = (text: string) => string | null;

const policyOf = (): Record<'createHTML' | 'createScript' | 'createScriptURL', Rule> => {
	let made: unknown;
	const trustedTypes = {
		createPolicy(name: string, rules: unknown) {
			expect(name).toBe('default');
			made = rules;
		},
	};
	const page = { document: { baseURI: 'https://app.test/users' }, location: { origin: 'https://app.test' } };
	runInNewContext(trustedTypesScript, { ...page, URL, trustedTypes, self: { trustedTypes } });
	return made as ReturnType<typeof policyOf>;
};

it('lets HTML through that has no tag', () => {
	const { createHTML } = policyOf();
	for (const text of ['', 'a { width: 1px }', '@media (width < 40em) { a { top: 0 } }', '1 < 2', '<3']) {
		expect(createHTML(text)).toBe(text);
	}
	for (const text of ['<img src=x onerror=alert(1)>', '</style>', '<!-- -->', '<?x', 'a<B>']) {
		expect(createHTML(text)).toBeNull();
	}
});

it('lets JSON through as a script, which does nothing, and no code', () => {
	const { createScript } = policyOf();
	expect(createScript('{"integrity":{"/assets/a.js":"sha256-x"}}')).not.toBeNull();
	for (const text of ['alert(1)', '', '{"a":1};alert(1)', '//{}']) expect(createScript(text)).toBeNull();
});

it('lets scripts of builds and the service worker be loaded, of this origin alone', () => {
	const { createScriptURL } = policyOf();
	for (const url of ['/sw.js', '/assets/files/pdf.worker.1a.js', 'https://app.test/assets/x.js']) {
		expect(createScriptURL(url)).toBe(url);
	}
	for (const url of [
		'https://evil.test/assets/x.js',
		'//evil.test/assets/x.js',
		'data:text/javascript,1',
		'blob:https://app.test/1',
		'/api/v1/files/1/download',
		'/assets/../api/v1/files',
		'x.js',
	]) {
		expect(createScriptURL(url)).toBeNull();
	}
});

it('does nothing where a browser knows no Trusted Types', () => {
	expect(() => runInNewContext(trustedTypesScript, { self: {} })).not.toThrow();
});
