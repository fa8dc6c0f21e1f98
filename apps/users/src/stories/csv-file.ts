/**
 * A CSV of people as somebody would have it, of whom some cannot be imported: every kind of mistake in turn.
 *
 * @param rows how many people.
 * @param bad how many of them are wrong, spread over the file.
 */
export const buildCsvFile = ({ rows = 20, bad = 0, columns = [] as string[], name = 'people.csv' } = {}): File => {
	const header = ['email', 'firstName', 'lastName', 'role', ...columns];
	const every = bad === 0 ? Number.POSITIVE_INFINITY : Math.floor(rows / bad);
	const mistakes: ((index: number) => string[])[] = [
		(index) => [`not an address ${index}`, 'Grace', 'Hopper', 'member'],
		(index) => [`b${index}@flotilla.test`, '', 'Hopper', 'member'],
		(index) => [`c${index}@flotilla.test`, '=cmd()', 'Hopper', 'member'],
		(index) => [`d${index}@flotilla.test`, 'Grace', 'Hopper', 'captain'],
		() => ['p0@flotilla.test', 'Grace', 'Hopper', 'member'],
	];
	let made = 0;
	const lines = Array.from({ length: rows }, (_, index) => {
		const isBad = index % every === every - 1 && made < bad;
		const mistake = mistakes[made % mistakes.length];
		if (isBad) made += 1;
		const cells =
			isBad && mistake ? mistake(index) : [`p${index}@flotilla.test`, `Person ${index}`, 'Imported', 'member'];
		return [...cells, ...columns.map((column) => `${column} ${index}`)].join(',');
	});
	return new File([`${[header.join(','), ...lines].join('\r\n')}\r\n`], name, { type: 'text/csv' });
};
