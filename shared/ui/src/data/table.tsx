import type { ComponentProps } from 'react';
import classes from './table.module.css';

export type TableProps = ComponentProps<'table'>;

/** A plain table in the style of `DataTable`, for a few rows that are written out. */
export function Table({ className, ...rest }: TableProps) {
	return (
		<div className={classes.scroll}>
			<table {...rest} className={`${classes.table} ${className ?? ''}`} />
		</div>
	);
}

Table.Thead = (props: ComponentProps<'thead'>) => <thead {...props} />;
Table.Tbody = (props: ComponentProps<'tbody'>) => <tbody {...props} />;
Table.Tr = (props: ComponentProps<'tr'>) => <tr {...props} />;
Table.Th = (props: ComponentProps<'th'>) => <th scope="col" {...props} />;
Table.Td = (props: ComponentProps<'td'>) => <td {...props} />;
