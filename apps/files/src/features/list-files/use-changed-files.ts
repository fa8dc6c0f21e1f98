import { useEffect, useRef, useState } from 'react';

interface Versioned {
	id: string;
	version: number;
}

/**
 * The ids of files that came, or got another name, while the list was looked at; each for a moment.
 *
 * @param question what the list answers: with another one everything in it is new, and nothing is news.
 * @param duration milliseconds. Default 2000.
 */
export const useChangedFiles = (
	files: readonly Versioned[] | undefined,
	question: string,
	duration = 2000,
): ReadonlySet<string> => {
	const known = useRef<{ question: string; versions: Map<string, number> } | null>(null);
	const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());

	useEffect(() => {
		if (files === undefined) return;
		const before = known.current?.question === question ? known.current.versions : null;
		const versions = new Map(before);
		const news: string[] = [];
		// What comes after all that was known is the list that grew.
		const end = files.findLastIndex(({ id }) => versions.has(id));
		for (const [index, { id, version }] of files.entries()) {
			const last = versions.get(id);
			const isNews = last === undefined ? index < end || end === -1 : version > last;
			if (before !== null && isNews) news.push(id);
			versions.set(id, version);
		}
		known.current = { question, versions };
		if (news.length > 0) setChanged(new Set(news));
	}, [files, question]);

	useEffect(() => {
		if (changed.size === 0) return;
		const timer = setTimeout(() => setChanged(new Set()), duration);
		return () => clearTimeout(timer);
	}, [changed, duration]);

	return changed;
};
