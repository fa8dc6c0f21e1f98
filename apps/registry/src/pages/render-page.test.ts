import { expect, it } from 'vitest';
import { compose, type PublishedBuild } from '../channels/compose.ts';
import { remoteBuild, shellBuild, type TestBuild } from '../testing/build-folders.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { pageAssets, remoteOfPath } from './page-assets.ts';
import { jsonForHtml, renderPage } from './render-page.ts';

const published = ({ manifest }: TestBuild): PublishedBuild => ({
	app: manifest.app,
	version: '1.0.0',
	build: '0123456789abcdef',
	manifest,
});

it('escapes what could end the element or break the text, and stays the same JSON', () => {
	const value = { text: '</script><script>alert(1)</script><!-- \u2028\u2029 <nonce>' };
	const json = jsonForHtml(value);
	expect(json).not.toMatch(/[<\u2028\u2029]/);
	expect(JSON.parse(json)).toEqual(value);
});

it('puts nothing of a manifest into the page as markup', () => {
	const hostile = '</script><script>alert(1)</script>';
	const users = remoteBuild({ remote: { title: hostile, owner: '<nonce>' } });
	const composition = compose('production', [published(shellBuild()), published(users)]);
	if (composition === null) throw new Error('There is a shell.');
	const template = renderPage({ composition, assets: pageAssets(shellBuild().manifest, users.manifest) });
	const html = template.withNonce('secret');
	expect(html).not.toContain(hostile);
	expect(html.match(/<script/g)).toHaveLength(3);
	expect(html.match(/secret/g)).toHaveLength(3);
	const inlined = /<script type="application\/json" id="flotilla-composition">(.*)<\/script>/.exec(html)?.[1];
	expect(JSON.parse(inlined ?? '')).toEqual(composition);
});

it('runs the shell’s boot script with the nonce before anything is fetched, and lets it not leave its element', () => {
	const composition = compose('production', [published(shellBuild())]);
	if (composition === null) throw new Error('There is a shell.');
	const bootScript = `document.title='</script><script>alert(1)</script>'`;
	const html = renderPage({ composition, assets: pageAssets(shellBuild().manifest, undefined), bootScript }).withNonce(
		'n',
	);
	expect(html).toContain(`<script nonce="n">document.title='\\x3c/script>`);
	expect(html).not.toContain('<script>alert');
	expect(html.indexOf('document.title')).toBeLessThan(html.indexOf('rel="modulepreload"'));
	expect(renderPage({ composition, assets: { modules: [], styles: [] } }).text.match(/<script/g)).toHaveLength(3);
});

it('preloads the shell, the remote of the route and what that takes from the shell, each once', () => {
	const shell = shellBuild().manifest;
	const users = remoteBuild({ app: 'users', consumes: { react: '^19.0.0', charts: '^2.0.0' } }).manifest;
	const files = remoteBuild({ app: 'files' }).manifest;
	const [vendor, charts] = ['react', 'charts'].map(
		(request) => `/assets/shell/${shell.provides[request]?.assets.modules[0]}`,
	);

	expect(remoteOfPath([files, users], '/users/42')).toBe(users);
	expect(remoteOfPath([files, users], '/usersfoo')).toBeUndefined();
	expect(remoteOfPath([files, users], '/')).toBeUndefined();
	expect(pageAssets(shell, undefined).modules).toEqual([`/assets/shell/${shell.entry}`, vendor]);
	expect(pageAssets(shell, users)).toEqual({
		modules: [
			`/assets/shell/${shell.entry}`,
			vendor,
			`/assets/users/${users.entry}`,
			`/assets/users/${users.initial.modules[0]}`,
			charts,
		],
		styles: [`/assets/shell/${shell.initial.styles[0]}`],
		laterStyles: [`/assets/users/${users.initial.styles[0]}`],
	});
});

it('preloads nothing that the remote starts without', () => {
	const shell = shellBuild().manifest;
	const { manifest } = remoteBuild({ consumes: { react: '^19.0.0', charts: '^2.0.0' } });
	const charts = `/assets/shell/${shell.provides.charts?.assets.modules[0]}`;
	expect(pageAssets(shell, manifest).modules).toContain(charts);
	expect(pageAssets(shell, { ...manifest, consumesLater: ['charts'] }).modules).not.toContain(charts);
});

it('has the hash of all it loads, on its own tags and in an import map before the first of them', () => {
	const shell = shellBuild();
	const composition = compose('production', [published(shell)]);
	if (composition === null) throw new Error('There is a shell.');
	const assets = pageAssets(shell.manifest, undefined);
	const urls = [...assets.modules, ...assets.styles];
	const integrity = Object.fromEntries([...urls, '/assets/shell/later.js'].map((url) => [url, `sha256-${url.length}`]));
	const html = renderPage({ composition: { ...composition, integrity }, assets }).withNonce('n');
	const map = /<script type="importmap" nonce="n">(.*)<\/script>/.exec(html)?.[1] ?? '';
	const listed = Object.keys((JSON.parse(map) as { integrity: Record<string, string> }).integrity);
	expect(listed).toEqual([...assets.modules, '/assets/shell/later.js']);
	for (const url of urls) expect(html).toContain(`href="${url}" integrity="${integrity[url]}"`);
	expect(html).toContain(`src="${composition.shell.entry}" integrity="`);
	expect(html.indexOf('importmap')).toBeLessThan(html.indexOf('rel="modulepreload"'));
	// Each hash of a script that is only loaded later is in the page once, as hashes do not compress.
	expect(html.split(`"/assets/shell/later.js"`)).toHaveLength(2);
});

it('links no style sheet of a remote, as one that hangs would keep the whole page from running', () => {
	const [shell, users] = [shellBuild(), remoteBuild({ app: 'users' })];
	const composition = compose('production', [published(shell), published(users)]);
	if (composition === null) throw new Error('There is a shell.');
	const html = renderPage({ composition, assets: pageAssets(shell.manifest, users.manifest) }).text;
	const style = `/assets/users/${users.manifest.initial.styles[0]}`;
	expect(html).toContain(`<link rel="preload" as="style" href="${style}"`);
	expect(html).not.toContain(`<link rel="stylesheet" href="${style}"`);
});

it('says how long it waits for remotes only where that is not as always', () => {
	const composition = compose('production', [published(shellBuild())]);
	if (composition === null) throw new Error('There is a shell.');
	const assets = { modules: [], styles: [] };
	expect(renderPage({ composition, assets }).text).not.toContain('flotilla-remote-timeouts');
	expect(renderPage({ composition, assets, remoteTimeouts: { load: 1500, start: 800 } }).text).toContain(
		'<meta name="flotilla-remote-timeouts" content="load=1500 start=800">',
	);
});

it('has a policy without unsafe sources, and names a host only when it is one', () => {
	const policy = contentSecurityPolicy({ nonce: 'abc', host: 'localhost:3000' });
	expect(policy).toContain("script-src 'self' 'nonce-abc'");
	expect(policy).toContain("connect-src 'self' ws://localhost:3000 wss://localhost:3000");
	expect(policy).toContain("img-src 'self' blob: data:");
	expect(policy).not.toContain('unsafe');
	expect(policy).toContain("require-trusted-types-for 'script'");
	for (const host of ["x; script-src 'unsafe-inline'", 'a b', 'evil.example/', '*', undefined]) {
		expect(contentSecurityPolicy({ nonce: 'abc', host })).toContain("connect-src 'self';");
	}
});
