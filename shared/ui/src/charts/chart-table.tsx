import frame from './chart.module.css';
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
		<div className={frame.hidden}>
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
		</div>
	);
}
