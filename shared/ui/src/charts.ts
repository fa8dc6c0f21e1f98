/// <reference path="./css.d.ts" />
export { BarChart, type BarChartProps } from './charts/bar-chart.tsx';
export type { ChartDatum } from './charts/chart-data.ts';
export { DonutChart, type DonutChartProps } from './charts/donut-chart.tsx';
export { Sparkline, type SparklineProps } from './charts/sparkline.tsx';
