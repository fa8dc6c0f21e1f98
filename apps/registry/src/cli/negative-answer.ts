const brand = Symbol.for('flotilla.negative-answer');

/** The command did what it should and has printed the answer, which is no: exit code 1, nothing more to say. */
export class NegativeAnswer extends Error {
	override readonly name = 'NegativeAnswer';
	readonly [brand] = true;
}

export const isNegativeAnswer = (value: unknown): value is NegativeAnswer =>
	typeof value === 'object' && value !== null && brand in value;
