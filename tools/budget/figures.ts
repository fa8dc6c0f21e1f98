/** What there is a budget for: what has it, and what is counted. The names stand in `budgets.json` and in the table. */
export const groups = {
	'requests for scripts': { of: 'page', unit: 'requests' },
	'requests for style sheets': { of: 'page', unit: 'requests' },
	'requests for anything else': { of: 'page', unit: 'requests' },
	'bytes of scripts': { of: 'page', unit: 'bytes' },
	'bytes of style sheets': { of: 'page', unit: 'bytes' },
	'bytes of HTML': { of: 'page', unit: 'bytes' },
	'bytes of the first answer': { of: 'suite', unit: 'bytes' },
	'bytes of the entry': { of: 'remote', unit: 'bytes' },
	'bytes of its own code': { of: 'remote', unit: 'bytes' },
	'bytes beyond its own code': { of: 'remote', unit: 'bytes' },
} as const satisfies Record<string, { of: 'page' | 'suite' | 'remote'; unit: 'requests' | 'bytes' }>;

export type GroupName = keyof typeof groups;

export const groupNames = Object.keys(groups) as GroupName[];

/** Bytes by a file's name without its hash, e.g. `users/start.js`. */
export type FileSizes = Readonly<Record<string, number>>;

export interface Figure {
	group: GroupName;
	/** Which page or remote, or of how many remotes. */
	subject: string;
	/** Requests, or bytes as sent. */
	value: number;
	/** What it is made of, where that are files. */
	files: FileSizes;
}

/** A page, a remote or a suite, as a sentence names it. */
export const subjectOf = (group: GroupName, subject: string): string => {
	const { of } = groups[group];
	if (of === 'suite') return `A suite of ${subject} ${subject === '1' ? 'remote' : 'remotes'}`;
	return `The ${of} ${subject}`;
};

/** `12,345`. */
export const formatCount = (count: number): string => count.toLocaleString('en');
