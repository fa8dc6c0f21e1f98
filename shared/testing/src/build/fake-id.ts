let last = 0;

/** A UUID that no other call in this process gives; a number for its place makes test output readable. */
export const fakeId = (): string => {
	last += 1;
	return `00000000-0000-4000-8000-${last.toString(16).padStart(12, '0')}`;
};

const epoch = Date.UTC(2026, 0, 5, 9);

/** An instant `minutes` after a fixed Monday morning. */
export const fakeInstant = (minutes = 0): string => new Date(epoch + minutes * 60_000).toISOString();
