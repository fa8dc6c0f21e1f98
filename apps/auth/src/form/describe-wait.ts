const units = [
	{ name: 'hour', seconds: 3600, from: 90 * 60 },
	{ name: 'minute', seconds: 60, from: 90 },
	{ name: 'second', seconds: 1, from: 0 },
] as const;

/** `30 seconds`, `15 minutes`, `2 hours`: in the largest unit that says enough, never less than what is left. */
export const describeWait = (seconds: number): string => {
	const unit = units.find(({ from }) => seconds > from) ?? units[2];
	const count = Math.ceil(seconds / unit.seconds);
	return `${count} ${unit.name}${count === 1 ? '' : 's'}`;
};
