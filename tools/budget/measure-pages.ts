import { type BudgetedPage, budgetedPages } from './budgeted-pages.ts';
import type { Figure, FileSizes } from './figures.ts';
import { findFirstLoad } from './find-first-load.ts';
import type { MeasuredRegistry } from './measured-registry.ts';
import { type Kind, kindOf, nameWithoutHash } from './page-files.ts';

const kinds: readonly Kind[] = ['scripts', 'style sheets', 'anything else'];

/** What the first load of each main page is, for somebody who has nothing of it yet. */
export const measurePages = async (registry: MeasuredRegistry): Promise<Figure[]> => {
	const figures: Figure[] = [];
	for (const page of budgetedPages) figures.push(...(await measurePage(registry, page)));
	return figures;
};

const measurePage = async (registry: MeasuredRegistry, { name, path, slot }: BudgetedPage): Promise<Figure[]> => {
	const { html, size } = await registry.page(path);
	const urls = await findFirstLoad({ html, slot, manifests: registry.manifests(), read: registry.read });
	const figures = kinds.map(async (kind): Promise<Figure[]> => {
		const files: Record<string, number> = {};
		const ofKind = urls.filter((url) => kindOf(url) === kind);
		for (const url of ofKind) files[nameWithoutHash(url)] = await registry.sizeOf(url, 'br');
		return [
			{ group: `requests for ${kind}`, subject: name, value: ofKind.length, files },
			...(kind === 'anything else'
				? []
				: [{ group: `bytes of ${kind}`, subject: name, value: sum(files), files } as const]),
		];
	});
	return [...(await Promise.all(figures)).flat(), { group: 'bytes of HTML', subject: name, value: size, files: {} }];
};

const sum = (files: FileSizes): number => Object.values(files).reduce((total, size) => total + size, 0);
