/** One number of a chart and what it counts. */
export interface ChartDatum {
	/** Written below a bar, beside a colour and in the table that screen readers get. Different for each. */
	label: string;
	/** Zero or more; what is below zero or no number counts as zero. */
	value: number;
}

/** Charts of amounts begin at zero, so a number that cannot be one is drawn as nothing. */
export const amountOf = ({ value }: ChartDatum): number => (Number.isFinite(value) && value > 0 ? value : 0);

export const sumOf = (data: readonly ChartDatum[]): number => data.reduce((sum, datum) => sum + amountOf(datum), 0);
