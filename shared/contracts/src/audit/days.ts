const day = 24 * 60 * 60 * 1000;

/** Days that counts are given for at most. */
export const maximumAuditDays = 400;
/** Days before `to` that counts begin, where nothing is said. */
export const defaultAuditDays = 30;

/** Whether it is a time zone that this system knows, by its IANA name, e.g. `Europe/Berlin`. */
export const isTimeZone = (name: string): boolean => {
	try {
		return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
	} catch {
		return false;
	}
};

/** Says on which day of the calendar, as `2026-11-23`, an instant falls in a time zone. */
export const createDayOf = (timeZone: string): ((instant: Date) => string) => {
	// Sweden writes dates as ISO 8601 does.
	const format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
	return (instant) => format.format(instant);
};

/** Every day of the calendar from the one of `from` to the last one that begins before `to`. */
export const listDays = ({ from, to, timeZone }: { from: Date; to: Date; timeZone: string }): string[] => {
	if (from >= to) return [];
	const dayOf = createDayOf(timeZone);
	const last = dayOf(new Date(to.getTime() - 1));
	const days: string[] = [];
	// Noon of a day in UTC: a calendar without the hours that clocks leave out or repeat.
	for (let noon = Date.parse(`${dayOf(from)}T12:00:00Z`); ; noon += day) {
		const name = new Date(noon).toISOString().slice(0, 10);
		if (name > last) return days;
		days.push(name);
	}
};
