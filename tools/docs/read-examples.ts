import { readFileSync } from 'node:fs';

/** A piece of code from the docs. */
export interface Example {
	/** The heading it stands under, and its number there: `data-cache 1`. */
	name: string;
	extension: 'ts' | 'tsx';
	code: string;
}

/** Every `ts` and `tsx` block of a page, in order. */
export const readExamples = (path: string): readonly Example[] => {
	let [heading, number] = ['', 0];
	const examples: Example[] = [];
	for (const [, title, extension, code = ''] of readFileSync(path, 'utf8').matchAll(
		/^#{2,3} ([^\n]+)$|^```(tsx?)\n(.*?)^```$/gms,
	)) {
		if (title !== undefined) [heading, number] = [title, 0];
		else examples.push({ name: `${heading} ${++number}`, extension: extension as 'ts' | 'tsx', code });
	}
	return examples;
};
