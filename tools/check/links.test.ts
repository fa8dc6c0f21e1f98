import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../suite/build-apps.ts';

const pages = globSync(['README.md', 'CONTRIBUTING.md', 'docs/**/*.md'], { cwd: root }).toSorted();

/** Of a page of ours, without what is in code: neither a heading nor a link is one there. */
const textOf = (page: string): string =>
	readFileSync(page, 'utf8')
		.replaceAll(/^(`{3,}).*?^\1/gms, '')
		.replaceAll(/`[^`\n]*`/g, (code) => code.replaceAll(/[[\]()]/g, ''));

/** As GitHub makes them of headings: lower case, no punctuation, hyphens for spaces. */
const anchorsOf = (page: string): Set<string> =>
	new Set(
		[...textOf(page).matchAll(/^#{1,6} +(.+)$/gm)].map(([, heading = '']) =>
			heading
				.trim()
				.toLowerCase()
				.replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
				.replaceAll(/\s/g, '-'),
		),
	);

const brokenLinksOf = (page: string): string[] => {
	const links = [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
	return links.filter((target) => {
		if (/^[a-z]+:/.test(target)) return false;
		const [path = '', anchor] = target.split('#');
		const file = path === '' ? page : join(dirname(page), path);
		if (!existsSync(file)) return true;
		return anchor !== undefined && !(statSync(file).isFile() && anchorsOf(file).has(anchor));
	});
};

it('every link between the pages of the documentation leads to a file and a heading that are there', () => {
	expect(pages.length).toBeGreaterThan(20);
	const broken = pages.flatMap((page) =>
		brokenLinksOf(join(root, page)).map((target) => `${relative(root, join(root, page))}: ${target}`),
	);
	expect(broken).toEqual([]);
});
