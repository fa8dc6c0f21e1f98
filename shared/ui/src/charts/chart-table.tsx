import { VisuallyHidden } from '@mantine/core';
import type { ChartDatum } from './chart-data.ts';

/** What a chart draws, as a table for those who do not see it. */
export function ChartTable({
	label,
	data,
	format,
}: {
	label: string;
	data: readonly ChartDatum[];
	format: (value: number) => string;
}) {
	return (
		<VisuallyHidden component="div">
			<table>
				<caption>{label}</caption>
				<tbody>
					{data.map((datum) => (
						<tr key={datum.label}>
							<th scope="row">{datum.label}</th>
							<td>{format(datum.value)}</td>
						</tr>
					))}
				</tbody>
			</table>
		</VisuallyHidden>
	);
}
